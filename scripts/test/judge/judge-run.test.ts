import { citizenOf } from '../../src/citizens/citizen';
import { judge } from '../../src/judge/judge-run';
import type { LedgerEntry } from '../../src/judge/ledger';
import { evidenceOf, type Forged, forge, SEED, timed } from './forgery';

const CITIZENS = 8;

/** The checks that object to evidence which somebody tampered with. */
function objections(tamper: (forged: Forged) => void): readonly string[] {
  const forged = forge(CITIZENS);
  tamper(forged);
  return [...new Set(judge(evidenceOf(forged)).findings.map((finding) => finding.check))];
}

/** Removes the entries that match. */
function drop<T>(list: T[], matches: (entry: T) => boolean): void {
  const kept = list.filter((entry) => !matches(entry));
  list.splice(0, list.length, ...kept);
}

const submitted = (citizen: number, prompt: string) => (entry: LedgerEntry) =>
  entry.kind === 'submitted' && entry.citizen === citizen && entry.prompt === prompt;

/** A crash after which replies come again on a second session. */
const repeats = (count: number, how: 'broken' | 'dropped' | 'unbound'): LedgerEntry[] => [
  { kind: 'session-ended', session: 1, how },
  { kind: 'session-opened', session: 2 },
  ...Array.from(
    { length: count },
    (_, citizen): LedgerEntry => ({ kind: 'submitted', session: 2, citizen, prompt: 'q1' }),
  ),
];

describe('a flawless run', () => {
  test('has no findings', () => {
    const judgement = judge(evidenceOf(forge(CITIZENS)));
    expect(judgement.findings).toEqual([]);
    expect(judgement).toMatchObject({
      begun: [0, 1, 2, 3, 4, 5, 6, 7],
      over: [0, 1, 2, 3, 4, 5, 6, 7],
      repliedTwice: 0,
    });
  });

  test('may hold facts published again under their own id', () => {
    expect(objections(({ facts }) => facts.push(...facts.slice(0, 5)))).toEqual([]);
  });

  test('may hold redeliveries', () => {
    const again: LedgerEntry = { kind: 'offered', session: 1, citizen: 3, text: 2, attempt: 2 };
    expect(objections(({ ledger }) => ledger.push({ ...again, at: 0 }))).toEqual([]);
  });

  test('may hold as many repeated replies after a crash as were under way, when they are listed', () => {
    const tamper = (forged: Forged): void => {
      drop(forged.ledger, (entry) => entry.kind === 'session-ended');
      forged.ledger.push(...timed(repeats(5, 'broken')));
      forged.resends = 5;
    };
    expect(objections(tamper)).toEqual([]);
  });
});

describe('what the judge objects to', () => {
  test('an acknowledged text without its reply', () => {
    expect(objections(({ ledger }) => drop(ledger, submitted(2, 'q5')))).toContain('lost');
  });

  test('a conversation that stopped after an acknowledgement, with everything behind it missing', () => {
    const tamper = (forged: Forged): void => {
      drop(forged.ledger, (entry) => 'citizen' in entry && entry.citizen === 2 && 'text' in entry && entry.text > 4);
      for (const prompt of ['q4', 'q5', 'q6', 'q7', 'follow', 'thanks']) drop(forged.ledger, submitted(2, prompt));
      drop(forged.facts, (fact) => fact.data.response === 'response-2' && fact.data.n > 5);
    };
    expect(objections(tamper)).toContain('lost');
  });

  test('a response that is missing', () => {
    const tamper = (forged: Forged): void => {
      drop(forged.facts, (fact) => fact.data.response === 'response-2');
      drop(forged.responses, (response) => response.response === 'response-2');
    };
    expect(objections(tamper)).toEqual(['lost']);
  });

  test('a fact that is missing', () => {
    expect(objections(({ facts }) => drop(facts, (fact) => fact.id === '2-4'))).toContain('lost');
  });

  test('a response that is not complete', () => {
    expect(
      objections(({ facts }) => drop(facts, (fact) => fact.id.startsWith('2-') && fact.type === 'response.consented')),
    ).toContain('lost');
  });

  test('a comment that is missing', () => {
    const tamper = (forged: Forged): void => {
      const at = forged.facts.findIndex((fact) => fact.type === 'comment.recorded');
      const comment = forged.facts[at];
      if (comment?.type === 'comment.recorded') {
        forged.facts[at] = { ...comment, data: { ...comment.data, length: comment.data.length - 1 } };
      }
    };
    expect(objections(tamper)).toContain('applied twice');
  });

  test('answers nobody gave: an answer that slid to the next question', () => {
    const tamper = (forged: Forged): void => {
      const at = forged.facts.findIndex((fact) => fact.type === 'answer.recorded' && fact.data.variable === 'attitude');
      const fact = forged.facts[at];
      if (fact?.type === 'answer.recorded') {
        forged.facts[at] = { ...fact, data: { ...fact.data, value: citizenOf(1, SEED).answers.satisfaction } };
      }
    };
    expect(objections(tamper)).toEqual(['applied twice', 'lost', 'aggregate']);
  });

  test('two responses of one citizen', () => {
    const tamper = (forged: Forged): void => {
      const second = forged.facts.filter((fact) => fact.data.response === 'response-2');
      forged.facts.push(
        ...second.map((fact) => ({ ...fact, id: `b${fact.id}`, data: { ...fact.data, response: 'b' } }) as typeof fact),
      );
    };
    expect(objections(tamper)).toEqual(['applied twice', 'aggregate']);
  });

  test('an open response that belongs to nobody', () => {
    const tamper = (forged: Forged): void => {
      const first = forged.facts[0];
      if (first === undefined) return;
      forged.facts.push({ ...first, id: 'b', data: { ...first.data, response: 'b' } } as typeof first);
    };
    expect(objections(tamper)).toContain('applied twice');
  });

  test('two different facts under one ordinal', () => {
    const tamper = ({ facts }: Forged): void => {
      const fact = facts[3];
      if (fact !== undefined) facts.splice(4, 0, { ...fact, id: 'other' });
    };
    expect(objections(tamper)).toContain('applied twice');
  });

  test('two answers to one question', () => {
    const tamper = ({ facts }: Forged): void => {
      const at = facts.findIndex((fact) => fact.type === 'answer.recorded' && fact.data.variable === 'attitude');
      const fact = facts[at];
      if (fact?.type === 'answer.recorded') facts[at] = { ...fact, data: { ...fact.data, variable: 'satisfaction' } };
    };
    expect(objections(tamper)).toContain('applied twice');
  });

  test('facts out of order', () => {
    const tamper = ({ facts }: Forged): void => {
      const [second, third] = [facts[1], facts[2]];
      if (second !== undefined && third !== undefined) facts.splice(1, 2, third, second);
    };
    expect(objections(tamper)).toEqual(['misordered']);
  });

  test('prompts out of order', () => {
    const tamper = ({ ledger }: Forged): void => {
      const [q2, q3] = [ledger.findIndex(submitted(4, 'q2')), ledger.findIndex(submitted(4, 'q3'))];
      const [a, b] = [ledger[q2], ledger[q3]];
      if (a !== undefined && b !== undefined) [ledger[q2], ledger[q3]] = [b, a];
    };
    expect(objections(tamper)).toEqual(['misordered']);
  });

  test('a text that belongs to no step, such as "we did not understand"', () => {
    expect(objections(({ ledger }) => ledger.push({ kind: 'submitted', session: 1, citizen: 1, at: 0 }))).toEqual([
      'misordered',
    ]);
  });

  test('a reply sent twice on one session', () => {
    const tamper = (forged: Forged): void => {
      forged.ledger.push({ kind: 'submitted', session: 1, citizen: 1, prompt: 'q1', at: 0 });
      forged.resends = 1;
    };
    expect(objections(tamper)).toEqual(['reply twice']);
  });

  test('more repeated replies after a crash than were under way', () => {
    const tamper = (forged: Forged): void => {
      drop(forged.ledger, (entry) => entry.kind === 'session-ended');
      forged.ledger.push(...timed(repeats(6, 'broken')));
      forged.resends = 6;
    };
    expect(objections(tamper)).toEqual(['reply twice']);
  });

  test('any repeated reply after a good-bye', () => {
    const tamper = (forged: Forged): void => {
      drop(forged.ledger, (entry) => entry.kind === 'session-ended');
      forged.ledger.push(...timed(repeats(1, 'unbound')));
      forged.resends = 1;
    };
    expect(objections(tamper)).toEqual(['reply twice']);
  });

  test('replies sent again that the gateway does not list', () => {
    const tamper = (forged: Forged): void => {
      drop(forged.ledger, (entry) => entry.kind === 'session-ended');
      forged.ledger.push(...timed(repeats(3, 'dropped')));
      forged.resends = 2;
    };
    expect(objections(tamper)).toEqual(['resend not listed']);
  });

  test.each([
    ['is missing', (forged: Forged) => drop(forged.responses, (response) => response.response === 'response-2')],
    [
      'has no facts',
      (forged: Forged) => forged.responses.push({ response: 'x', answers: {}, comments: [], applied: 0 }),
    ],
    [
      'says something else',
      (forged: Forged) => {
        const [first, ...others] = forged.responses;
        if (first === undefined) return;
        forged.responses = [{ ...first, answers: { ...first.answers, visits: { value: 77 } } }, ...others];
      },
    ],
    [
      'lacks its end',
      (forged: Forged) => {
        const [first, ...others] = forged.responses;
        if (first === undefined) return;
        const { disposition: _, ...open } = first;
        forged.responses = [open, ...others];
      },
    ],
  ])('a stored response that %s', (_, tamper) => {
    expect(objections(tamper)).toEqual(['aggregate']);
  });

  test('texts to strangers, and bytes that are no PDU', () => {
    expect(objections(({ ledger }) => ledger.push({ kind: 'stray', session: 1, at: 0 }))).toEqual(['protocol']);
    expect(objections(({ ledger }) => ledger.push({ kind: 'malformed', session: 1, at: 0 }))).toEqual(['protocol']);
  });
});
