import { isNoise } from '../src';

test.each(['����', '?�?�', 'aaaaa', 'ZZZZ', 'k k k k', '\u0000\u0001', '\ud800\ud800', '\ue000\ue001'])(
  '%j is nobody’s word',
  (text) => {
    expect(isNoise(text)).toBe(true);
  },
);

test.each(['C�n b� t�t', 'aaa', 'hihihi', '8', '1111', '', '...', 'Khá»¥c vá»¥', 'dạ', '👍👍👍👍'])(
  '%j may be meant',
  (text) => {
    expect(isNoise(text)).toBe(false);
  },
);
