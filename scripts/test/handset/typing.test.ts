import { createTyping } from '../../src/handset/typing';
import { createManualClock } from '../manual-clock';

const PATIENCE_MS = 3_000;

function setUp() {
  const clock = createManualClock();
  const sent: string[] = [];
  const typing = createTyping(clock, PATIENCE_MS, (line) => sent.push(line));
  return { clock, sent, typing };
}

describe('typing from a script', () => {
  test('the next line waits for the reply to the one before', () => {
    const { sent, typing } = setUp();
    typing.type('DG');
    typing.type('1');
    expect(sent).toEqual(['DG']);
    typing.replied();
    expect(sent).toEqual(['DG', '1']);
  });

  test('without a reply it goes on when patience ends', () => {
    const { clock, sent, typing } = setUp();
    typing.type('DG');
    typing.type('1');
    clock.advance(PATIENCE_MS - 1);
    expect(sent).toEqual(['DG']);
    clock.advance(1);
    expect(sent).toEqual(['DG', '1']);
  });

  test('a message nobody asked for sends nothing early', () => {
    const { sent, typing } = setUp();
    typing.replied();
    typing.type('DG');
    expect(sent).toEqual(['DG']);
  });

  test('the end waits for the reply to the last line', async () => {
    const { typing } = setUp();
    typing.type('HUY');
    let ended = false;
    const end = typing.end().then(() => {
      ended = true;
    });
    await Promise.resolve();
    expect(ended).toBe(false);
    typing.replied();
    await end;
  });
});
