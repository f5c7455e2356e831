import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { GatewayError } from '@mscore/ports';
import {
  createLexicon,
  isWaiting,
  keywords,
  type LexiconWords,
  type LoadedSurvey,
  understand,
  type Verdict,
} from '@mscore/survey';
import type { KeywordWords } from '@mscore/survey-engine';
import Ajv from 'ajv';

/** Words of the short codes, as the operator wrote them: by short code, or `*` for all of them. */
type KeywordsFile = Readonly<Record<string, LexiconWords>>;

interface Problem {
  /** JSON pointer into the file. */
  readonly path: string;
  readonly message: string;
}

/** What holds on every short code. */
const EVERYWHERE = '*';

const word = { type: 'string', minLength: 1, maxLength: 60 } as const;
const isOfShape = new Ajv({ allErrors: true }).compile<KeywordsFile>({
  type: 'object',
  // As links name them: short codes and sender names.
  propertyNames: { pattern: '^(\\*|[0-9A-Za-z]{1,20})$' },
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    properties: {
      surveys: { type: 'object', propertyNames: word, additionalProperties: { type: 'string', minLength: 1 } },
      synonyms: {
        type: 'object',
        propertyNames: { enum: keywords },
        additionalProperties: { type: 'array', items: word },
      },
    },
  },
});

/**
 * The words beside the built-in keywords by short code, those of all others under `*`. Words under `*` of the file hold
 * on every short code, beside its own; without a file there are none.
 * @param file path of the file, empty for none.
 * @param surveys those in force: a word may start one of them, and must be no answer to any.
 * @throws GatewayError MSCORE_KEYWORDS naming the file, and every fault in it with its place; no retry helps.
 */
export async function keywordsFor(file: string, surveys: readonly LoadedSurvey[]): Promise<KeywordWords> {
  if (file === '') return {};
  const words = await readKeywords(file);
  const found: Record<string, LexiconWords> = {};
  const problems = Object.entries(words).flatMap(([code, own]) => problemsOfSurveys(code, own, surveys));
  for (const code of new Set([EVERYWHERE, ...Object.keys(words)])) {
    const all = merged(words[EVERYWHERE], words[code]);
    const created = createLexicon(all);
    if (created.kind === 'lexicon') found[code] = all;
    else problems.push(...created.problems.map((each) => ({ ...each, path: placeOf(words, code, each.word) })));
  }
  if (problems.length > 0) throw refusal(file, problems);
  return found;
}

/**
 * Words of a short code that no link has are read by nobody, and its number is most likely mistyped.
 * @param words as {@link keywordsFor} gives them
 * @throws GatewayError MSCORE_KEYWORDS naming the file and every such short code; no retry helps.
 */
export function checkShortCodes(
  file: string,
  words: KeywordWords,
  links: readonly { readonly shortCodes: readonly string[] }[],
): void {
  const known = [...new Set(links.flatMap(({ shortCodes }) => shortCodes))].sort();
  const problems = Object.keys(words)
    .filter((code) => code !== EVERYWHERE && !known.includes(code))
    .map((code) => ({ path: pointer(code), message: `no link has this short code (there are: ${known.join(', ')})` }));
  if (problems.length > 0) throw refusal(file, problems);
}

async function readKeywords(file: string): Promise<KeywordsFile> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refusal(file, [{ path: '', message: error instanceof Error ? error.message : String(error) }]);
  }
  if (isOfShape(json)) return json;
  // Beside the fault of a name ajv reports that a name has a fault.
  const errors = (isOfShape.errors ?? []).filter(({ keyword }) => keyword !== 'propertyNames');
  throw refusal(
    file,
    errors.map(({ instancePath, message = 'is not valid', params, propertyName }) => {
      const name = propertyName ?? params.additionalProperty;
      const about = name === undefined ? '' : `"${name}" `;
      const allowed = params.allowedValues === undefined ? '' : `: ${params.allowedValues.join(', ')}`;
      return { path: instancePath, message: `${about}${message}${allowed}` };
    }),
  );
}

function merged(everywhere: LexiconWords = {}, own: LexiconWords = {}): LexiconWords {
  const all = keywords.map((name) => {
    const words = [...(everywhere.synonyms?.[name] ?? []), ...(own.synonyms?.[name] ?? [])];
    return [name, [...new Set(words)]] as const;
  });
  return {
    surveys: { ...everywhere.surveys, ...own.surveys },
    synonyms: Object.fromEntries(all.filter(([, words]) => words.length > 0)),
  };
}

/** A word starts a survey that can be started so, and none answers a question: the answer would be lost. */
function problemsOfSurveys(code: string, words: LexiconWords, surveys: readonly LoadedSurvey[]): readonly Problem[] {
  const startable = surveys.filter(({ survey }) => survey.entries.walkIn !== undefined).map(({ survey }) => survey.id);
  return [
    ...Object.entries(words.surveys ?? {})
      .filter(([, id]) => !startable.includes(id))
      .map(([each, id]) => ({
        path: pointer(code, 'surveys', each),
        message: `there is no survey "${id}" that people can start (there are: ${startable.join(', ')})`,
      })),
    ...placedWords(code, words).flatMap(({ path, word }) =>
      answersOf(word, surveys).map((node) => ({ path, message: `"${word}" is a reply to ${node}` })),
    ),
  ];
}

/** The questions that a word would be taken as a reply to, the first of each survey. */
const answersOf = (text: string, surveys: readonly LoadedSurvey[]): readonly string[] =>
  surveys.flatMap(({ survey }) => {
    const node = survey.nodes
      .filter(isWaiting)
      .find((each) => survey.languages.some((language) => isAnswer(understand(each, text, language).kind)));
    return node === undefined ? [] : [`question ${node.id} of survey ${survey.id}`];
  });

const unclaimed: ReadonlySet<Verdict['kind']> = new Set(['comment', 'keyword', 'empty', 'noise']);
const isAnswer = (kind: Verdict['kind']): boolean => !unclaimed.has(kind);

interface PlacedWord {
  readonly path: string;
  readonly word: string;
}

function placedWords(code: string, { surveys = {}, synonyms = {} }: LexiconWords): readonly PlacedWord[] {
  return [
    ...Object.keys(surveys).map((each) => ({ path: pointer(code, 'surveys', each), word: each })),
    ...Object.entries(synonyms).flatMap(([name, each]) =>
      each.map((one, at) => ({ path: pointer(code, 'synonyms', name, String(at)), word: one })),
    ),
  ];
}

/** Where a word of a short code is written: among its own, or among those that hold everywhere. */
function placeOf(words: KeywordsFile, code: string, text: string): string {
  const placed = [code, EVERYWHERE].flatMap((each) => placedWords(each, words[each] ?? {}));
  return placed.find((each) => each.word === text)?.path ?? '';
}

const pointer = (...keys: readonly string[]): string =>
  keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function refusal(file: string, problems: readonly Problem[]): GatewayError {
  const named = problems.map(({ path, message }) => `${path === '' ? '/' : path} ${message}`);
  return new GatewayError('MSCORE_KEYWORDS', `${basename(file)}: ${[...new Set(named)].join('; ')}`, { retry: false });
}
