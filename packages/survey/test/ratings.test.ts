import type { ResponseId } from '@mscore/contracts';
import {
  type ConversationState,
  type Decision,
  decide,
  decideAnswer,
  decideInvitation,
  decideTimer,
  dueOf,
  initialState,
} from '../src';
import { contextWith, DAY, factsOf, HOUR, invitation, namesOf, noon, SECOND, turn } from './talking';

const context = contextWith({ services: new Set(['dossier']) });
const MINUTE = 60 * SECOND;

const invite = (state: ConversationState, dossier: string, now = noon, notBefore = now): Decision =>
  decideInvitation(
    context,
    state,
    invitation({ response: dossier as ResponseId, dossier, at: now, notBefore }),
    now,
    '8049',
  );

/** The dossier service says that a dossier may be rated, which `DG` with its code had asked. */
const rate = (state: ConversationState, dossier: string, sampled: boolean, now = noon + MINUTE): Decision =>
  decideAnswer(
    context,
    state,
    {
      type: 'dossier.answered',
      answer: { kind: 'rating', dossier, sampled, values: { unit: 'UBND' } },
      newResponse: `rating-${dossier}` as ResponseId,
    },
    now,
  );

const write = (state: ConversationState, text: string, now: number): Decision =>
  decide(context, state, turn({ text, at: now }), now);

const nextOf = (state: ConversationState): Decision => {
  const due = dueOf(state);
  if (due === undefined) throw new Error('nothing waits');
  return decideTimer(context, state, due, due.dueAt, '8049');
};

const invited = invite(initialState, 'd1').state;
const consented = write(invited, '1', noon + 1).state;

describe.each([
  ['in the sample', true, { origin: 'invited', early: true }],
  ['outside of it', false, { origin: 'walk-in' }],
] as const)('a rating %s that was asked for', (_, sampled, begun) => {
  test.each([
    ['while an invitation waits for an answer', invited, ['invite']],
    ['in a survey', consented, ['q1']],
  ] as const)('%s has that said again, and comes an hour after its end', (_when, open, said) => {
    const asked = rate(open, 'd2', sampled);
    expect(namesOf(asked)).toEqual(said);
    const stopped = write(asked.state, 'THOI', noon + 2 * MINUTE).state;
    expect(dueOf(stopped)).toEqual({ timer: 'invitation', dueAt: noon + 2 * MINUTE + HOUR });
    const out = nextOf(stopped);
    expect(factsOf(out)).toMatchObject([{ type: 'response.invited', data: { ...begun, response: 'rating-d2' } }]);
    expect(factsOf(out).filter(({ data }) => 'early' in data)).toHaveLength(sampled ? 1 : 0);
    expect(out.state.session).toMatchObject({ dossier: 'd2', values: { unit: 'UBND' } });
  });

  test('of the dossier whose own survey is open has that said again, and nothing else comes', () => {
    const asked = rate(invited, 'd1', sampled);
    expect(namesOf(asked)).toEqual(['invite']);
    expect(asked.state.invitation).toBeUndefined();
  });

  test('by a phone that opted out comes all the same', () => {
    const out = write(initialState, 'HUY', noon - HOUR).state;
    const first = rate(out, 'd1', false, noon).state;
    const asked = rate(write(first, '1', noon + 1).state, 'd2', sampled);
    expect(factsOf(asked)).toEqual([]);
    const sent = nextOf(write(asked.state, 'THOI', noon + 2 * MINUTE).state);
    expect(factsOf(sent)).toMatchObject([{ data: { ...begun, response: 'rating-d2' } }]);
  });

  test('does not come when its phone opts out meanwhile; in the sample that is accounted for', () => {
    const out = write(rate(consented, 'd2', sampled).state, 'HUY', noon + 2 * MINUTE);
    expect(out.state.invitation).toBeUndefined();
    expect(factsOf(out).map(({ type }) => type)).toEqual(
      sampled ? ['response.ended', 'invitation.dropped'] : ['response.ended'],
    );
  });

  test('comes although three messages were started that day, and is none of them', () => {
    const stopped = write(rate(consented, 'd2', sampled).state, 'THOI', noon + 2 * MINUTE).state;
    const sent = nextOf({ ...stopped, started: { since: noon, count: 3 } });
    expect(sent.outcome).toBe('invited');
    expect(sent.state.started?.count).toBe(3);
  });

  test('comes once, also where it is asked for again before its time', () => {
    const stopped = write(rate(consented, 'd2', sampled).state, 'THOI', noon + 2 * MINUTE).state;
    const again = rate(stopped, 'd2', sampled, noon + 3 * MINUTE);
    expect(again.outcome).toBe('invited');
    expect(again.state.invitation).toBeUndefined();
  });
});

test('a rating outside the sample is none of the invitations of a month, nor of what we start in a day', () => {
  const sent = nextOf(write(rate(consented, 'd2', false).state, 'THOI', noon + 2 * MINUTE).state).state;
  expect(sent).toMatchObject({ invitedAt: noon, started: { count: 1 } });
});

test.each([true, false])(
  'an invitation that waits is in the sample and wanted now when its dossier is rated: %s',
  (sampled) => {
    const walkIn = write(initialState, 'DG', noon).state;
    const waits = invite(walkIn, 'd2', noon, noon + 3 * DAY).state;
    const asked = rate(waits, 'd2', sampled).state;
    const sent = nextOf(write(asked, 'THOI', noon + 2 * MINUTE).state);
    expect(factsOf(sent)).toMatchObject([{ data: { response: 'd2', origin: 'invited', early: true } }]);
  },
);
