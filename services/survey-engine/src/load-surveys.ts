import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deriveId } from '@mscore/contracts/crypto';
import { type LoadedSurvey, type Problem, parseSurvey } from '@mscore/survey';

export type LoadedFile =
  | { readonly kind: 'survey'; readonly file: string; readonly survey: LoadedSurvey }
  | { readonly kind: 'problems'; readonly file: string; readonly problems: readonly Problem[] };

/** The folder of surveys shipped with the engine. */
export const shippedSurveys = join(__dirname, '..', 'surveys');

/** Reads one definition file; never rejects: what is wrong is in the answer, with its place in the file. */
export async function loadSurvey(file: string): Promise<LoadedFile> {
  const name = basename(file);
  const refuse = (message: string): LoadedFile => ({ kind: 'problems', file: name, problems: [{ path: '', message }] });
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return refuse(`cannot be read: ${reasonOf(error)}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(`is no JSON: ${reasonOf(error)}`);
  }
  const parsed = parseSurvey(json, (canonical) => deriveId('survey', canonical));
  return parsed.kind === 'problems'
    ? { kind: 'problems', file: name, problems: parsed.problems }
    : { kind: 'survey', file: name, survey: { survey: parsed.survey, hash: parsed.hash } };
}

/**
 * Reads every `*.json` of a folder in the order of names. One bad file does not stop the others; a folder that cannot
 * be read is a problem of its own.
 */
export async function loadSurveys(folder: string): Promise<readonly LoadedFile[]> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    return [
      {
        kind: 'problems',
        file: basename(folder),
        problems: [{ path: '', message: `cannot be read: ${reasonOf(error)}` }],
      },
    ];
  }
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map((name) => loadSurvey(join(folder, name))));
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
