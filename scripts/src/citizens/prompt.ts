import type { Prompt } from './citizen';

/** What a citizen recognises a text of the gateway by; the first that fits. */
const MARKS: readonly (readonly [Prompt, RegExp])[] = [
  ['follow', /duoc lien he lai/],
  ['thanks', /^Cam on ong\/ba/],
  ['q1', /^1\/7 /],
  ['q2', /^2\/7 /],
  ['q3', /^3\/7 /],
  ['q4', /^4\/7 /],
  ['q5', /^5\/7 /],
  ['q6', /^6\/7 /],
  ['q7', /^7\/7 /],
  ['consent', /1=Dong y/],
];

/** Which prompt a text of the gateway is; undefined for a hint, an apology or anything else. */
export const promptOf = (text: string): Prompt | undefined => MARKS.find(([, mark]) => mark.test(text))?.[0];
