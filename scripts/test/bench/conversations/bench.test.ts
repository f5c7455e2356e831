import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConversationDocument, step } from '@mscore/survey-engine/parts';
import { conversationRows } from '../../../src/bench/conversations';
import { lead } from '../../../src/bench/conversations/steps';
import { BEGIN, decidingDeps, talk } from '../../../src/bench/conversations/talk';
import { measureWaiting } from '../../../src/bench/conversations/waiting';

test('what is measured is a whole talk: agreement, answers, a keyword, a misunderstood reply, a comment, the end', async () => {
  const deps = await decidingDeps();
  let document: ConversationDocument | undefined;
  const outcomes = talk(1).flatMap((message, at) => {
    const taken = step(document, [message], deps, BEGIN + at * 40_000);
    document = taken.document;
    return taken.outcomes;
  });
  expect(new Set(outcomes)).toEqual(new Set(['keyword', 'answered', 'misunderstood', 'commented']));
  expect(document?.state.session).toBeUndefined();
  expect(document?.state.past).toHaveLength(1);
});

test('a look for timers publishes what is due and nothing else, and leaves no file', async () => {
  const deps = await decidingDeps();
  const folder = mkdtempSync(join(tmpdir(), 'mscore-bench-'));
  try {
    const middle = JSON.parse(lead(deps, talk(0).slice(0, 5))) as ConversationDocument;
    const waiting = await measureWaiting(folder, 50, middle);
    expect(waiting.idle.length).toBeGreaterThan(10);
    expect(Math.min(...waiting.due.map(({ ms }) => ms))).toBeGreaterThan(0);
    const report = conversationRows({ steps: [3, 1, 2], replayed: [9], empty: waiting, waiting });
    expect(report).toMatch(/over talks of 11 texts +\| 2\.0 µs +\| 1\.0–3\.0 +\| ≤ 10/);
    expect(report).toContain('50 conversations that wait');
  } finally {
    // Fails unless it is empty.
    rmdirSync(folder);
  }
});
