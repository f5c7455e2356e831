import fc from 'fast-check';
import { type ConversationState, decide, decideAnswer, GAP, initialState, type Turn } from '../src';
import { contextWith, DAY, HOUR, namesOf, noon, requestsOf, SECOND, turn } from './talking';

const context = contextWith();

interface Talk {
  state: ConversationState;
  readonly said: string[];
}

const begin = (): Talk => ({ state: initialState, said: [] });

function hear(talk: Talk, fields: Partial<Turn>, now = noon): readonly string[] {
  const decision = decide(context, talk.state, turn(fields), now);
  talk.state = decision.state;
  talk.said.push(...namesOf(decision));
  return namesOf(decision);
}

const usedUp = (): Talk => {
  const talk = begin();
  for (const text of ['toi di qua', 'toi di qua', 'toi di qua']) hear(talk, { text });
  return talk;
};

test('texts that belong to nothing are answered three times a day', () => {
  const talk = usedUp();
  expect(talk.said).toEqual(['help.alone', 'help.alone', 'help.alone']);
  expect(hear(talk, { text: 'toi di qua' }, noon + HOUR)).toEqual(['muted']);
  expect(hear(talk, { text: 'toi di qua' }, noon + DAY - 1)).toEqual([]);
  expect(hear(talk, { text: 'toi di qua' }, noon + DAY)).toEqual(['help.alone']);
});

test('that no more of them are answered is said once in a day, however they are spread', () => {
  const talk = begin();
  const said = Array.from({ length: 48 }, (_, hour) => hear(talk, { text: 'toi di qua' }, noon + hour * HOUR).join());
  const notices = said.flatMap((each, hour) => (each === 'muted' ? [hour] : []));
  expect(notices).toEqual([3, 27]);
  expect(said.filter((each) => each === 'help.alone')).toHaveLength(6);
});

const requests = [
  ['HS 000.17.22.H56-210531-0001', 'dossier.asked'],
  ['PA can bo doi tien', 'case.requested'],
  ['VV PA-2026-01', 'case.asked'],
  ['XH so tu phap', 'score.asked'],
  ['GOI', 'case.requested'],
  ['XOA DU LIEU', 'case.requested'],
  ['DL', 'case.requested'],
] as const;

test.each(requests)(
  '%s is asked of whoever will answer it, and said to be received, although the usage of the day is used up',
  (text, type) => {
    const decision = decide(context, usedUp().state, turn({ text }), noon);
    expect(requestsOf(decision).map((request) => request.type)).toEqual([type]);
    expect(namesOf(decision)).toEqual(['received']);
  },
);

test.each(requests)('%s is not answered twice where a service answers', (text, type) => {
  const open = contextWith({ services: new Set(['dossier', 'case', 'score']) });
  const decision = decide(open, initialState, turn({ text }), noon);
  expect(requestsOf(decision).map((request) => request.type)).toEqual([type]);
  expect(namesOf(decision)).toEqual([]);
});

test.each([
  ['PA', 'complaintHowTo'],
  ['VV', 'caseHowTo'],
  ['XH', 'rankHowTo'],
  ['NN', 'languageHowTo'],
])('%s alone is told how it is written', (text, name) => {
  expect(hear(begin(), { text })).toEqual([name]);
});

test('who wants a language that only interviewers speak is called in it, whenever that is', () => {
  const talk = begin();
  expect(hear(talk, { text: 'NN BRU' })).toEqual(['offerLanguage']);
  const requested = (state: ConversationState) => requestsOf(decide(context, state, turn({ text: 'GOI' }), noon));
  expect(requested(talk.state)).toMatchObject([
    { type: 'case.requested', data: { kind: 'call-back', language: 'bru' } },
  ]);
  hear(talk, { text: 'DG' });
  expect(talk.state.session?.language).toBe('vi-ascii');
  expect(requested(talk.state)).toMatchObject([{ data: { language: 'bru' } }]);
  hear(talk, { text: 'NN EN' });
  expect(requested(talk.state)).toMatchObject([{ data: { language: 'en' } }]);
});

test('a complaint of which a part never came is heard, and a text that lost its beginning is none', () => {
  const broken = { text: `PA can bo${GAP}`, incomplete: true as const };
  expect(hear(usedUp(), broken)).toEqual(['received']);
  expect(hear(usedUp(), { ...broken, text: `${GAP}goi lai` })).toEqual(['muted']);
});

test('a text that lacks words is no keyword, whatever is left of it', () => {
  const talk = begin();
  expect(hear(talk, { text: `${GAP}HUY`, incomplete: true })).toEqual(['help.alone']);
  expect(talk.state.optedOut).toBeUndefined();
});

test('opting out is confirmed once a day', () => {
  const talk = begin();
  expect(hear(talk, { text: 'HUY' })).toEqual(['optedOut.alone']);
  expect(hear(talk, { text: 'HUY' }, noon + HOUR)).toEqual([]);
  expect(hear(talk, { text: 'HUY' }, noon + 25 * HOUR)).toEqual(['optedOut.alone']);
});

test('five equal rounds within ten minutes are a loop: the sixth is told so, and then there is silence; a look-up never is one', () => {
  const talk = begin();
  const said = (text: string, at: number) => hear(talk, { text }, noon + at * SECOND).length;
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((at) => said('TG', at))).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  expect(talk.said.at(-1)).toBe('muted');
  expect(said('TG', 600)).toBe(1);
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((at) => said('HS', 700 + at))).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

test('whoever is written to sixty times in a day is told so once, and then left alone until the day is over', () => {
  const talk = begin();
  for (let at = 0; at < 60; at += 1)
    expect(hear(talk, { text: at % 2 === 0 ? 'HS' : 'TG' }, noon + at * SECOND)).toHaveLength(1);
  expect(hear(talk, { text: 'HS' }, noon + HOUR)).toEqual(['muchToday']);
  expect(hear(talk, { text: 'HS' }, noon + 2 * HOUR)).toEqual([]);
  expect(hear(talk, { text: 'HS' }, noon + DAY)).toEqual(['received']);
});

test('what is asked of a service is asked although nothing is said any more', () => {
  const talk = begin();
  for (let at = 0; at < 61; at += 1) hear(talk, { text: at % 2 === 0 ? 'HS' : 'TG' }, noon + at * SECOND);
  const decision = decide(context, talk.state, turn({ text: 'PA can bo doi tien' }), noon + HOUR);
  expect(requestsOf(decision)).toHaveLength(1);
  expect(namesOf(decision)).toEqual([]);
});

test('whatever is sent in a day, the replies are bounded', () => {
  const texts = fc.array(fc.constantFrom('HS', 'PA', 'GOI', 'TG', 'HUY', 'toi di qua', 'ai day?', '1', 'DK'), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(texts, (sent) => {
      const talk = begin();
      for (const [at, text] of sent.entries()) hear(talk, { text }, noon + at * SECOND);
      expect(talk.said.length).toBeLessThanOrEqual(context.sendsPerDay + 1);
    }),
    { numRuns: 50 },
  );
});

test('whose code has day and year exchanged is asked whether they meant the other, for what they had asked', () => {
  const known = contextWith({ services: new Set(['dossier']) });
  const said = (text: string) => namesOf(decide(known, initialState, turn({ text }), noon));
  expect(said('HS 000.17.22.H56-310521-0001')).toEqual(['didYouMean']);
  expect(said('DG 000.17.22.H56-310521-0001')).toEqual(['didYouMean.rating']);
});

test('opting out is confirmed although nothing else is said any more that day', () => {
  const talk = begin();
  for (let at = 0; at < 61; at += 1) hear(talk, { text: at % 2 === 0 ? 'HS' : 'TG' }, noon + at * SECOND);
  expect(hear(talk, { text: 'TG' }, noon + HOUR)).toEqual([]);
  expect(hear(talk, { text: 'HUY' }, noon + HOUR)).toEqual(['optedOut.alone']);
});

describe('where services answer', () => {
  const open = contextWith({ services: new Set(['dossier', 'case', 'score']) });
  const asked = (texts: readonly string[]) => {
    let state: ConversationState = initialState;
    return texts.map((text, at) => {
      const decision = decide(open, state, turn({ text }), noon + at * SECOND);
      ({ state } = decision);
      return requestsOf(decision).length;
    });
  };

  test('a machine that asks the same over and over is not asked for on and on', () => {
    expect(asked(Array(7).fill('GOI'))).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  test('a look-up always is, and so are different complaints', () => {
    expect(asked(Array(7).fill('HS'))).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const complaints = [...'ABCDEFG'].map((name) => `PA can bo ${name} doi tien`);
    expect(asked(complaints)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  test.each(['VV M11', 'DG 000.17.22.H56-210531-000'])(
    'of equal length, after %s, they are different ones',
    (start) => {
      expect(asked([1, 2, 3, 4, 5, 6, 7].map((at) => `${start}${at}`))).toEqual([1, 1, 1, 1, 1, 1, 1]);
    },
  );

  test('one complaint over and over is a loop, however it is spelled', () => {
    const spelled = ['PA cán bộ đòi tiền', 'PA can bo doi tien', 'pa Can bo doi tien', 'PA CAN BO DOI TIEN'];
    expect(asked([...spelled, ...spelled])).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
  });

  test('of the words of a complaint nothing rests in the state but a number below a thousand or so', () => {
    const { state } = decide(open, initialState, turn({ text: 'PA can bo doi tien' }), noon);
    expect(state.round?.what).toMatch(/^PA \d{1,4} request$/);
  });

  test('what they answer counts among the texts of a day, a step of a case apart', () => {
    let state: ConversationState = { sent: { since: noon, count: 60 } };
    const told = (fields: { readonly request?: string }) => {
      const update = { case: 'PA-1', state: 'open', kind: 'complaint', ...fields } as const;
      const decision = decideAnswer(open, state, { type: 'case.updated', update }, noon + HOUR);
      ({ state } = decision);
      return namesOf(decision);
    };
    expect(told({ request: 'q' })).toEqual(['muchToday']);
    expect(told({ request: 'q' })).toEqual([]);
    expect(told({})).toEqual(['caseStatus']);
  });
});

test.each([
  ['PA cham qua', 'complaintHowTo'],
  ['Tôi muốn phản ánh cán bộ hách dịch', 'complaintHowTo'],
  ['toi xin khieu nai viec cham tra ho so', 'complaintHowTo'],
  ['hom nay can bo doi lot tay', 'complaintHowTo'],
  ['pa co', 'help.alone'],
  ['NN tieng Phap', 'languageHowTo'],
  ['hs abc', 'notFound.alone'],
])('"%s" is told %s', (text, name) => {
  expect(hear(begin(), { text })).toEqual([name]);
});

test('what was joined before the opting out, and is sent again since, joins nothing', () => {
  const out = decide(context, initialState, turn({ text: 'HUY' }), noon).state;
  for (const text of ['DK', 'DG']) {
    const again = decide(context, out, turn({ text, redriven: true, at: noon - 1 }), noon + HOUR);
    expect(again).toEqual({ state: out, effects: [], outcome: 'redriven' });
    expect(decide(context, out, turn({ text, redriven: true, at: noon + 1 }), noon + HOUR).outcome).toBe('keyword');
  }
});
