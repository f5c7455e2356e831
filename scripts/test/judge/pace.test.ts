import { createPacer, type Pace } from '../../src/judge/pace';
import { createManualClock } from '../manual-clock';

/** Citizens who count what they are asked to send. */
function setUp(pace: Pace) {
  const clock = createManualClock();
  const crowd = { sent: 0, asked: 0, willing: true };
  const offer = (): boolean => {
    crowd.asked += 1;
    if (crowd.willing) crowd.sent += 1;
    return crowd.willing;
  };
  const pacer = createPacer(clock, pace, offer, () => crowd.sent);
  const pass = (milliseconds: number): void => {
    for (let passed = 0; passed < milliseconds; passed += 5) clock.advance(5);
  };
  return { crowd, pacer, pass };
}

describe('the pace of the citizens', () => {
  test('a closed loop keeps so many texts under way', () => {
    const { crowd, pacer } = setUp({ kind: 'closed', underWay: 3 });
    pacer.go();
    expect(crowd.sent).toBe(3);
    crowd.sent = 1;
    pacer.go();
    expect(crowd.sent).toBe(3);
  });

  test('a closed loop stops asking when there is nobody to text', () => {
    const { crowd, pacer } = setUp({ kind: 'closed', underWay: 3 });
    crowd.willing = false;
    pacer.go();
    expect(crowd.asked).toBe(1);
  });

  test('an open loop texts by the clock, whether answers come or not', () => {
    const { crowd, pacer, pass } = setUp({ kind: 'open', perSecond: 200 });
    pass(500);
    expect(crowd.sent).toBe(100);
    pacer.stop();
    pass(1_000);
    expect(crowd.sent).toBe(100);
  });

  test('what could not be sent while nobody was bound is not made up for', () => {
    const { crowd, pass } = setUp({ kind: 'open', perSecond: 200 });
    crowd.willing = false;
    pass(1_000);
    crowd.willing = true;
    pass(100);
    expect(crowd.sent).toBe(20);
  });
});
