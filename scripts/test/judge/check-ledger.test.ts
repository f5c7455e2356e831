import { citizenOf } from '../../src/citizens/citizen';
import { checkLedger } from '../../src/judge/check-ledger';
import type { LedgerEntry, TimedEntry } from '../../src/judge/ledger';

const SEED = 7;
const WINDOW = 1;

/** The first citizen who says something twice, and the number of the text that says it again. */
function repeater(): { citizen: number; text: number } {
  for (let citizen = 0; ; citizen += 1) {
    const { texts } = citizenOf(citizen, SEED);
    const text = texts.findIndex((words, at) => texts.indexOf(words) < at);
    if (text > 0) return { citizen, text };
  }
}

/** A conversation up to `text`, after which its question came again. */
function askedAgain(citizen: number, text: number, ended: 'broken' | 'unbound'): readonly TimedEntry[] {
  const { prompts } = citizenOf(citizen, SEED);
  const entries: LedgerEntry[] = [
    { kind: 'session-opened', session: 1 },
    { kind: 'session-ended', session: 1, how: ended },
    { kind: 'session-opened', session: 2 },
  ];
  for (let at = 0; at <= text; at += 1) {
    entries.push({ kind: 'offered', session: 2, citizen, text: at, attempt: 1 });
    entries.push({ kind: 'acknowledged', session: 2, citizen, text: at });
    const prompt = prompts[at < text ? at : at - 1];
    if (prompt !== undefined) entries.push({ kind: 'submitted', session: 2, citizen, prompt });
  }
  return entries.map((entry, at) => ({ ...entry, at }));
}

/** The same, whose first text with those words went by a session that broke before its reply came. */
function askedAgainAfterOneUnderWay(citizen: number, text: number): readonly TimedEntry[] {
  const { texts } = citizenOf(citizen, SEED);
  const first = texts.indexOf(texts[text] ?? '');
  const ledger = askedAgain(citizen, text, 'broken');
  const isFirst = (entry: TimedEntry): boolean => entry.kind === 'offered' && entry.text === first;
  const before = ledger.findIndex(isFirst);
  const broken: LedgerEntry[] = [
    { kind: 'session-opened', session: 3 },
    { kind: 'offered', session: 3, citizen, text: first, attempt: 1 },
    { kind: 'session-ended', session: 3, how: 'broken' },
  ];
  return [...ledger.slice(0, before), ...broken.map((entry) => ({ ...entry, at: before })), ...ledger.slice(before)];
}

const objections = (ledger: readonly TimedEntry[], window = WINDOW): readonly string[] =>
  checkLedger(ledger, SEED, window).findings.map(({ check }) => check);

describe('a question asked again for words said before', () => {
  const { citizen, text } = repeater();

  test('is no fault after a broken session', () => {
    expect(objections(askedAgain(citizen, text, 'broken'))).not.toContain('reply twice');
  });

  test('is a fault when no session broke', () => {
    expect(objections(askedAgain(citizen, text, 'unbound'))).toContain('reply twice');
  });

  test('is no fault when an equal text was under way as a session broke, however small the window', () => {
    expect(objections(askedAgainAfterOneUnderWay(citizen, text), 0)).not.toContain('reply twice');
    expect(objections(askedAgain(citizen, text, 'broken'), 0)).toContain('reply twice');
  });

  test('is a fault for words never said before', () => {
    const { texts } = citizenOf(citizen, SEED);
    const fresh = texts.findIndex((words, at) => at > 0 && texts.indexOf(words) === at);
    expect(objections(askedAgain(citizen, fresh, 'broken'))).toContain('reply twice');
  });
});
