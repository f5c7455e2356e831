import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutMarks } from '@mscore/vietnam';
import fc from 'fast-check';
import { callOf, isWaiting, plainLexicon, understand, type Verdict, type WaitingNode } from '../src';
import { LONGEST_READ, readMessage } from '../src/understanding/message';
import { questions } from './replies/questions';
import { parsedSmallSurvey } from './small-survey';

const replies = join(__dirname, 'replies');
const surveys = join(__dirname, '..', '..', '..', 'services', 'survey-engine', 'surveys');
const shipped = (name: string): readonly WaitingNode[] =>
  JSON.parse(readFileSync(join(surveys, `${name}.json`), 'utf8')).nodes.filter(isWaiting);

/** The corpus's own questions, those of the one-stop shop by their ids, and those of the health centre (`health.q1`). */
const nodes: Readonly<Record<string, WaitingNode>> = {
  ...questions,
  ...Object.fromEntries(shipped('one-stop-shop').map((node) => [node.id, node])),
  ...Object.fromEntries(shipped('health-centre').map((node) => [`health.${node.id}`, node])),
};

/** What is said at a question, in a language where one is named: `q1`, `q1/en`; `idle` while no survey is open. */
function say(question: string, typed: string): Verdict {
  const [id = '', language = 'vi-ascii'] = question.split('/');
  const call = id === 'idle' ? callOf(typed, plainLexicon) : undefined;
  if (call !== undefined) return { kind: 'keyword', call };
  const node = nodes[id];
  if (node === undefined) throw new Error(`no question ${id}`);
  return understand(node, typed, language);
}

/** A verdict in the corpus's own words. */
function inWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'answer':
      return `answer ${verdict.value}`;
    case 'keyword':
      return ['keyword', verdict.call.name, verdict.call.argument].filter((part) => part !== undefined).join(' ');
    case 'outOfRange':
      return `outOfRange ${verdict.value}`;
    case 'ambiguous':
    case 'refuse':
    case 'skip':
    case 'comment':
    case 'question':
    case 'wrongPerson':
    case 'noise':
    case 'empty':
      return verdict.kind;
    default:
      return verdict satisfies never;
  }
}

interface Reply {
  readonly file: string;
  readonly question: string;
  readonly typed: string;
  readonly expected: string;
}

/** `\u{...}` and `\n` in the corpus stand for what no editor shows. */
const unescaped = (text: string): string =>
  text
    .replace(/\\n/g, '\n')
    .replace(/\\u\{([0-9a-f]+)\}/gi, (_, point) => String.fromCodePoint(Number.parseInt(point, 16)));

const corpus: readonly Reply[] = readdirSync(replies)
  .filter((file) => file.endsWith('.tsv'))
  .flatMap((file) =>
    readFileSync(join(replies, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [question = '', typed = '', expected = ''] = line.split('\t');
        return { file, question, typed: unescaped(typed), expected };
      }),
  );

describe('replies as people really type them', () => {
  const kindOf = (words: string): string => words.split(' ')[0] ?? '';
  const verdicts = corpus.map((reply) => ({ ...reply, given: inWords(say(reply.question, reply.typed)) }));
  const deviations = verdicts.filter(({ expected, given }) => given !== expected);
  /** Something was taken that the reply does not say. */
  const wrongAccepts = deviations.filter(({ given }) => /^(?:answer|refuse|skip|wrongPerson)/.test(given));
  /** An answer was not taken. */
  const wrongRejects = deviations.filter(({ expected, given }) => /^answer/.test(expected) && !/^answer/.test(given));

  test('every verdict is what a careful reader would say', () => {
    expect(
      deviations.map(({ file, question, typed, expected, given }) => [file, question, typed, expected, given]),
    ).toEqual([]);
  });

  test('no reply is taken for an answer it is not', () => {
    expect(wrongAccepts).toEqual([]);
  });

  test('the corpus holds every kind of verdict', () => {
    const kinds = ['answer', 'refuse', 'skip', 'keyword', 'question', 'ambiguous', 'outOfRange', 'wrongPerson'];
    expect(new Set(corpus.map(({ expected }) => kindOf(expected)))).toEqual(
      new Set([...kinds, 'comment', 'empty', 'noise']),
    );
  });

  afterAll(() => {
    process.stdout.write(`${confusion()}\n`);
  });

  /** Expected kinds down, given kinds across. */
  function confusion(): string {
    const kinds = [...new Set(verdicts.flatMap(({ expected, given }) => [kindOf(expected), kindOf(given)]))].sort();
    const rows = kinds.map((expected) => [
      expected,
      ...kinds.map((given) =>
        String(verdicts.filter((reply) => kindOf(reply.expected) === expected && kindOf(reply.given) === given).length),
      ),
    ]);
    const table = [['expected \\ given', ...kinds], ...rows].map(([head = '', ...cells]) =>
      [head.padEnd(17), ...cells.map((cell, at) => cell.padStart((kinds[at] ?? '').length + 2))].join(''),
    );
    const counts = `${verdicts.length} replies, ${wrongAccepts.length} wrong accepts, ${wrongRejects.length} wrong rejects`;
    return [...table, counts].join('\n');
  }
});

test.each([
  ['five', '111', 'repeated-digit'],
  ['five', 'I', 'letter-for-digit'],
  ['visits', 'O', 'letter-for-digit'],
  ['visits', '12', 'top-coded'],
])('%s: "%s" is flagged %s', (question, typed, flag) => {
  expect(say(question, typed)).toMatchObject({ kind: 'answer', flags: [flag] });
});

test.each([
  ['sat10', '8', 'digits'],
  ['sat10', 'tám', 'number-word'],
  ['sat10', 'dạ em chọn 8 ạ', 'affixed'],
  ['five', 'hài lòng', 'option'],
  ['two', 'không đúng hẹn', 'negation'],
  ['yesno', '1=Có', 'agreeing'],
  ['consent', 'ờ', 'synonym'],
  ['consent', 'không', 'refuse-word'],
  ['sat10', 'từ chối', 'refusal'],
  ['visits', 'bỏ qua', 'skip-word'],
  ['q4', 'chưa lần nào', 'phrase'],
])('%s: "%s" is understood by rule %s', (question, typed, rule) => {
  expect(say(question, typed)).toMatchObject({ rule });
});

test.each<[string, string, readonly number[]]>([
  ['sat10', '9 8 1 2 1 2', [9, 8, 1, 2, 1, 2]],
  ['sat10', '9,8', [9, 8]],
  ['sat10', 'tam', [8]],
  ['sat10', 'cau 1: 8', [1, 8]],
  ['five', '1 rat khong hai long', [1, 5]],
  ['yesno', '2 co', [2, 1]],
  ['visits', 'khong', [0]],
])('%s: "%s" may stand for %j', (question, typed, candidates) => {
  expect(say(question, typed)).toEqual({ kind: 'ambiguous', candidates });
});

const anyNode = fc.constantFrom(...parsedSmallSurvey().nodes.filter(isWaiting), ...Object.values(nodes));
const nearlyWords = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789 .,!?()/=-ckhongôàđịạHUYSTOP\u{200B}\u{FE0F}👍') }),
  fc.constantFrom(...corpus.map(({ typed }) => typed)),
  fc.array(fc.constantFrom(...corpus.map(({ typed }) => typed)), { maxLength: 3 }).map((parts) => parts.join(' ')),
);
const anyLanguage = fc.constantFrom('vi-ascii', 'vi', 'en', 'bru');

test('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(anyNode, nearlyWords, anyLanguage, (node, typed, language) => {
      expect(understand(node, typed, language).kind).toMatch(/./);
    }),
    { numRuns: 600 },
  );
});

const LONG = 65_536;
/** 64 kB of whatever rules look at, over and over: nothing of that length is taken apart, so none can blow up on it. */
const hostile = fc
  .tuple(
    fc.constantFrom('', '8', 'hs', 'PA ', '(', 'hs 000.17.22.H56-210531-0001 ', 'ho so 000.17.22.H56-210531-0001 '),
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        ...[
          '8,',
          '8 ',
          'không ',
          'có không ',
          '\u{200B}',
          '\u{301}',
          '\u{FDFA}',
          '\u{D800}',
          ':)',
          ' ',
          '(',
          '9/',
          '👍',
          'dạ ',
        ],
      ),
    ),
    fc.constantFrom('', 'x', '8', ')', '0001722H562105310001'),
  )
  .map(([before, unit, after]) => before + unit.repeat(LONG / unit.length) + after);

test('64 kB of anything is nobody’s answer, and is not taken apart', () => {
  fc.assert(
    fc.property(anyNode, hostile, (node, typed) => {
      expect(readMessage(typed, 'vi').tokens.length).toBeLessThanOrEqual(LONGEST_READ);
      const { kind } = understand(node, typed, 'vi');
      const short = typed.trim().length <= LONGEST_READ;
      if (!short) expect(['comment', 'noise', 'empty', 'keyword']).toContain(kind);
    }),
    { numRuns: 100 },
  );
});

test('case and surrounding spaces change nothing', () => {
  // Letters whose capital form is another letter (ß, ı) are another text, not the same one in capitals.
  const stable = nearlyWords.filter((typed) => typed.toUpperCase().toLowerCase() === typed.toLowerCase());
  const unargued = (verdict: Verdict) => (verdict.kind === 'keyword' ? verdict.call.name : verdict);
  fc.assert(
    fc.property(anyNode, stable, anyLanguage, (node, typed, language) => {
      const verdict = unargued(understand(node, typed, language));
      expect(unargued(understand(node, ` \t${typed.toUpperCase()}\n `, language))).toEqual(verdict);
      expect(unargued(understand(node, typed.toLowerCase(), language))).toEqual(verdict);
    }),
    { numRuns: 600 },
  );
});

/** What is done with a reply, where something is: an answer, a refusal, a skip, a keyword, each another thing. */
function meaningOf(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'answer':
      return `answer ${verdict.value}`;
    case 'keyword':
      return verdict.call.name;
    case 'refuse':
    case 'skip':
      return verdict.kind;
    default:
      return undefined;
  }
}

test('dropping the marks never makes another answer, refusal, skip or keyword of one', () => {
  fc.assert(
    fc.property(anyNode, nearlyWords, anyLanguage, (node, typed, language) => {
      const meant = meaningOf(understand(node, typed, language));
      const unmarked = understand(node, withoutMarks(typed), language);
      if (meant === undefined) return;
      if (meaningOf(unmarked) !== meant) expect(['ambiguous', 'comment', 'keyword']).toContain(unmarked.kind);
    }),
    { numRuns: 600 },
  );
});

test('an answer is always one the node declares', () => {
  fc.assert(
    fc.property(nearlyWords, (typed) => {
      const verdict = say('sat10', typed);
      if (verdict.kind === 'answer') expect(verdict.value).toBeGreaterThanOrEqual(1);
      if (verdict.kind === 'answer') expect(verdict.value).toBeLessThanOrEqual(10);
    }),
    { numRuns: 600 },
  );
});
