import type { SealedAddress } from '@mscore/contracts';
import type { ConversationDocument } from '@mscore/survey-engine';
import { describeConversation } from '../src/cli/describe-conversation';
import { conversationView } from '../src/conversation-view';

const night = Date.parse('2026-11-23T14:00:00.000Z');
const morning = Date.parse('2026-11-24T01:00:00.000Z');

const viewOf = (state: ConversationDocument['state']) =>
  conversationView(
    'q3Zt0aVvYd5rHc8yXn2LuA',
    { address: 's.a' as SealedAddress, state, handled: [], effects: [] },
    new Map(),
  );

const notice = (of: string, state: 'open' | 'answered', dueAt: number) => ({
  update: { case: of, state, kind: 'complaint' as const },
  dueAt,
});

test('steps of a case that wait for the morning are shown, and the timer of the first', () => {
  const state = { notices: [notice('PA-1', 'open', morning), notice('PA-2', 'answered', morning + 1_000)] };
  const view = viewOf(state);
  expect(view.notices).toEqual([
    { case: 'PA-1', state: 'open', dueAt: '2026-11-24T01:00:00.000Z' },
    { case: 'PA-2', state: 'answered', dueAt: '2026-11-24T01:00:01.000Z' },
  ]);
  expect(view.timers).toEqual([{ timer: 'notice', at: '2026-11-24T01:00:00.000Z' }]);
  expect(describeConversation(view)).toMatch(/notice +PA-1 open, to be told /);
  expect(describeConversation(view)).toMatch(/notice +PA-2 answered/);
});

test('the case that a bare 1 or 2 judges is shown', () => {
  expect(viewOf({ judging: 'PA-1' })).toMatchObject({ judging: 'PA-1', notices: [] });
  expect(describeConversation(viewOf({ judging: 'PA-1' }))).toMatch(
    /judging +a bare 1 or 2 says whether PA-1 is solved/,
  );
});

test('of a conversation that says nothing of them neither is shown', () => {
  const view = viewOf({ invitedAt: night });
  expect(view).not.toHaveProperty('judging');
  expect(describeConversation(view)).not.toMatch(/notice|judging/);
});
