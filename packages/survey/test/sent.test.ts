import { type ConversationState, type Decision, decide, initialState, MARK_LENGTH, noteSent, SAID_KEPT } from '../src';
import { contextWith, noon, sessionOf, turn } from './talking';

const context = contextWith();
const mark = (name: string): string => name.padEnd(MARK_LENGTH, '.');
const begun = decide(context, initialState, turn({ text: 'DG' }), noon);
const note = (before: ConversationState, decision: Decision, name: string): ConversationState =>
  noteSent(before, decision, (index) => ({ request: name, mark: mark(`${name}${index}`) }), 'sim');

test('of what is said with a new question, the question alone says that it was sent', () => {
  const greeting = begun.effects.filter(({ kind }) => kind === 'reply');
  const state = note(initialState, { ...begun, effects: [...greeting, ...greeting] }, 'a');
  expect(sessionOf(state).said).toBe(mark('a1'));
});

test('what is said behind it says so too; the question itself is never forgotten, the rest is bounded', () => {
  let state = note(initialState, begun, 'first');
  const first = sessionOf(state).said ?? '';
  for (let at = 0; at < 20; at += 1) {
    state = note(state, decide(context, state, turn({ text: at % 2 === 0 ? 'TG' : 'DK' }), noon), `help${at}-`);
  }
  const said = sessionOf(state).said ?? '';
  expect(said.length).toBe(SAID_KEPT * MARK_LENGTH);
  expect(said.startsWith(first)).toBe(true);
  expect(said).toContain('help19-');
  expect(said).not.toContain('help5-');
});

test('silence notes nothing', () => {
  const state = note(initialState, begun, 'a');
  const silent = decide(context, state, turn({ text: '1', repeat: true }), noon);
  expect(note(state, silent, 'b')).toBe(state);
});
