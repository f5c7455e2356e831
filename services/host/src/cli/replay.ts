import type { SurveyHash } from '@mscore/contracts';
import type { Survey } from '@mscore/survey';
import { loadSurveys, type Replayed, replayArchive, shippedSurveys } from '@mscore/survey-engine';
import { type Config, type Environment, readConfig } from '../config';
import type { SurveyVersions } from '../conversations';
import { readKeys } from '../keys';
import { PROGRAM_VERSION } from '../program-version';
import { inFile, readArchive } from './conversation-archive';
import { askOrOpen, type Output } from './data-folder';
import { EXIT } from './exit';

/**
 * `mscore replay FILE`: builds the conversation of an archive again with this installation's keys and surveys, and
 * compares. Resolves to the exit code: 1 when something differs.
 * @throws GatewayError MSCORE_ARCHIVE naming the line that is wrong, MSCORE_KEYS_UNFIT, MSCORE_SURVEY_UNKNOWN
 */
export async function replay(
  environment: Environment,
  file: string,
  options: { readonly json?: true },
  output: Output = process.stdout,
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  const archive = await readArchive(file);
  const keys = await readKeys(config.keys);
  const surveys = await surveysNamed(config, archive.surveys);
  const replayed = inFile(file, () => replayArchive({ keys, surveys, program: PROGRAM_VERSION }, archive));
  const { events, steps, difference, exact, writtenBy, withoutKeywords } = replayed;
  const equal = difference === undefined;
  const from = archive.start === undefined ? '' : ' after the document it begins with';
  output.write(
    options.json
      ? `${JSON.stringify({ events, steps, equal, exact, ...(equal ? {} : { difference }), ...(writtenBy === undefined ? {} : { writtenBy }), ...(withoutKeywords && !equal ? { withoutKeywords } : {}) }, null, 2)}\n`
      : `${events} event${events === 1 ? '' : 's'}, ${steps} step${steps === 1 ? '' : 's'}${from}, ${inWords(replayed)}\n`,
  );
  return equal ? EXIT.ok : EXIT.failed;
}

function inWords({ difference, exact, writtenBy, withoutKeywords }: Replayed): string {
  if (difference === undefined) return exact ? 'equal byte for byte' : 'equal but for the order of properties';
  const other =
    writtenBy === undefined ? '' : `; it was written by ${writtenBy} of the program, this is ${PROGRAM_VERSION}`;
  const words = withoutKeywords
    ? '; it names no keywords and was read with the built-in ones, its gateway may have known others'
    : '';
  return `differs first at ${difference}${other}${words}`;
}

/** Survey files know the versions in force; older ones lie in the data folder, which is asked only for those. */
async function surveysNamed(config: Config, named: readonly SurveyHash[]): Promise<ReadonlyMap<SurveyHash, Survey>> {
  const files = await loadSurveys(config.surveys === '' ? shippedSurveys : config.surveys);
  const known = new Map(
    files.flatMap((each) => (each.kind === 'survey' ? [[each.survey.hash, each.survey.survey] as const] : [])),
  );
  if (named.every((hash) => known.has(hash))) return known;
  const published = await askOrOpen<SurveyVersions>(config, { path: '/surveys' }, ({ readSurveys }) => readSurveys());
  return new Map([...published, ...known]);
}
