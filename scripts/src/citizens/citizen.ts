/** What one citizen will answer. No two citizens of a run answer alike, so a response names its citizen. */
export interface Answers {
  /** 1–10 */
  readonly satisfaction: number;
  /** 1–10 */
  readonly attitude: number;
  /** 1 yes, 2 no */
  readonly guidance: number;
  /** 0–9 */
  readonly visits: number;
  /** 1 on time, 2 late, 3 not received */
  readonly onTime: number;
  /** 1 yes, 2 no, 3 prefers not to say */
  readonly payment: number;
  /** `0` skips the comment. */
  readonly comment: string;
}

/** What the gateway says next, as far as a citizen must tell it apart. */
export type Prompt = 'consent' | 'q1' | 'q2' | 'q3' | 'q4' | 'q5' | 'q6' | 'q7' | 'follow' | 'thanks';

/** A simulated citizen: what is texted, and which prompt each text brings. */
export interface Citizen {
  readonly index: number;
  /** The number as the network writes it: made up, in a range nobody holds. */
  readonly number: string;
  readonly answers: Answers;
  readonly texts: readonly string[];
  /** `prompts[i]` answers `texts[i]`. */
  readonly prompts: readonly Prompt[];
}

/** As many citizens can be told apart by their answers: 10 × 10 × 2 × 10 × 3 × 3. */
export const DISTINCT_CITIZENS = 18_000;

/** As many numbers there are. */
export const NUMBERS = 1_000_000;

// Steps that share no factor with what they walk through, so that neighbours differ in every place.
const ANSWER_STEP = 7_919;
const NUMBER_STEP = 617_413;

/** The citizen of an index; the same seed gives the same citizens. */
export function citizenOf(index: number, seed: number): Citizen {
  const answers = answersOf(index, seed);
  const { satisfaction, attitude, guidance, visits, onTime, payment, comment } = answers;
  const unhappy = satisfaction <= 4 || onTime !== 1 || payment === 1;
  return {
    index,
    number: numberOf(index, seed),
    answers,
    texts: [
      ...['DG', '1', satisfaction, attitude, guidance, visits, onTime, payment, comment].map(String),
      ...(unhappy ? [index % 2 === 0 ? '2' : '1'] : []),
    ],
    prompts: ['consent', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', ...(unhappy ? (['follow'] as const) : []), 'thanks'],
  };
}

/** The number of an index: 849 followed by eight digits. */
export const numberOf = (index: number, seed: number): string =>
  `84900${String((index * NUMBER_STEP + seed) % NUMBERS).padStart(6, '0')}`;

/** The index of a number, or undefined when it is none of ours. */
export function indexOf(number: string, seed: number): number | undefined {
  if (!/^84900\d{6}$/.test(number)) return undefined;
  const shifted = (Number(number.slice(5)) - (seed % NUMBERS) + NUMBERS) % NUMBERS;
  return Number((BigInt(shifted) * NUMBER_STEP_INVERSE) % BigInt(NUMBERS));
}

/** The number that undoes NUMBER_STEP modulo NUMBERS. */
const NUMBER_STEP_INVERSE = inverse(BigInt(NUMBER_STEP), BigInt(NUMBERS));

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a % b, y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}

function answersOf(index: number, seed: number): Answers {
  let rest = (index * ANSWER_STEP + seed) % DISTINCT_CITIZENS;
  const digit = (choices: number): number => {
    const value = rest % choices;
    rest = Math.floor(rest / choices);
    return value;
  };
  return {
    satisfaction: 1 + digit(10),
    attitude: 1 + digit(10),
    guidance: 1 + digit(2),
    visits: digit(10),
    onTime: 1 + digit(3),
    payment: 1 + digit(3),
    comment: commentOf(index),
  };
}

/** Words no text of the gateway's own has, so that finding them in a file means a citizen's words lie there. */
export const TELLTALE_WORDS = ['Nen them ghe ngoi', 'Nên thêm ghế ngồi'] as const;

/** One citizen in four skips; one in four writes with diacritics, which travel as UCS-2. */
function commentOf(index: number): string {
  const token = letters(index);
  const [plain, marked] = TELLTALE_WORDS;
  if (index % 4 === 0) return '0';
  return index % 4 === 1 ? `${marked} ${token}` : `${plain} ${token}`;
}

/** A word made of an index: six letters that no other index has. */
function letters(index: number): string {
  let word = '';
  for (let rest = index + 11_881_376; word.length < 6; rest = Math.floor(rest / 26)) {
    word += String.fromCharCode(97 + (rest % 26));
  }
  return word;
}

/** How many times this citizen honestly sends the same text twice in a row. */
export const equalAnswersInARow = (citizen: Citizen): number =>
  citizen.texts.filter((text, index) => index > 0 && text === citizen.texts[index - 1]).length;

/** A key that two citizens share only when they answer alike. */
export const answersKey = (answers: Omit<Answers, 'comment'>): string =>
  [answers.satisfaction, answers.attitude, answers.guidance, answers.visits, answers.onTime, answers.payment].join(' ');

/** Citizens in order of their index, as many as can be told apart, who send equal texts in a row at least so often. */
export function* citizensWith(equalAnswers: number, seed: number): Generator<Citizen, undefined> {
  for (let index = 0; index < DISTINCT_CITIZENS; index += 1) {
    const citizen = citizenOf(index, seed);
    if (equalAnswersInARow(citizen) >= equalAnswers) yield citizen;
  }
  return undefined;
}
