import { deriveId } from '@mscore/contracts/crypto';
import fc from 'fast-check';
import { MARK_LENGTH } from '../../src/domain/handled';
import type { ArrivingPart, LongTexts, Taken } from '../../src/domain/held-texts';
import { wordsOfText } from '../../src/domain/joined-turn';
import {
  dueAtOf,
  forgetOld,
  MOST_FINGERPRINTS,
  MOST_TAKEN,
  MOST_WAITING,
  MOST_WAITING_SIZE,
  PARTS_WAIT,
  TAKEN_KEPT,
  takeDue,
  takePart,
} from '../../src/domain/long-texts';
import { openSecrets } from '../inbox';

const start = Date.parse('2026-11-22T01:00:00.000Z');

interface Sent {
  readonly text: string | undefined;
  readonly part: number;
  readonly total: number;
  readonly reference?: number;
  readonly width?: 8 | 16;
  readonly shortCode?: string;
  readonly link?: string;
}

let count = 0;
function arriving({
  text,
  part,
  total,
  reference = 7,
  width = 8,
  shortCode = '8049',
  link = 'sim',
}: Sent): ArrivingPart {
  count += 1;
  const id = `event-${count}`;
  const sealed = text === undefined ? {} : { text: openSecrets.seal(id, text) };
  return {
    key: { reference, total, width, shortCode },
    link,
    part: { part, id, fingerprint: deriveId(text ?? '?').slice(0, MARK_LENGTH), ...sealed },
  };
}

/** What was taken: how, and the words. */
type Got = readonly [how: Taken['how'], words: string | undefined];
const gotOf = (taken: readonly Taken[]): readonly Got[] =>
  taken.map(({ text, how }) => [how, wordsOfText(openSecrets, text).text]);

/** A conversation's long texts, told one thing after the other; the document is written and read between. */
function desk() {
  let texts: LongTexts | undefined;
  let now = start;
  const got: Got[] = [];
  const told = (joining: ReturnType<typeof takeDue> | undefined): readonly Got[] => {
    if (joining === undefined) return [];
    texts = JSON.parse(JSON.stringify(joining.texts));
    const words = gotOf(joining.taken);
    got.push(...words);
    return words;
  };
  return {
    got,
    texts: () => texts,
    hear: (sent: Sent) => told(takePart(texts, arriving(sent), now)),
    pass: (milliseconds: number) => {
      const end = now + milliseconds;
      for (;;) {
        const due = texts === undefined ? undefined : dueAtOf(texts);
        if (texts === undefined || due === undefined || due > end) break;
        now = due;
        told(takeDue(texts, due, now));
      }
      now = end;
    },
    forget: () => {
      texts = texts === undefined ? undefined : forgetOld(texts, now);
    },
  };
}

const part = (number: number, text: string | undefined, fields: Partial<Sent> = {}): Sent => ({
  ...{ text, part: number, total: 2 },
  ...fields,
});

test('parts are joined in their order, whichever comes first', () => {
  for (const order of [
    [1, 2, 3],
    [3, 1, 2],
    [2, 3, 1],
  ]) {
    const { hear, got } = desk();
    for (const each of order) hear(part(each, `<${each}>`, { total: 3 }));
    expect(got).toEqual([['joined', '<1><2><3>']]);
  }
});

test('a part that is there is not taken again, before the text is whole and after', () => {
  const { hear, got } = desk();
  hear(part(1, 'a'));
  expect(hear(part(1, 'a'))).toEqual([]);
  hear(part(2, 'b'));
  for (const again of [part(1, 'a'), part(2, 'b'), part(2, 'b')]) hear(again);
  expect(got).toEqual([['joined', 'ab']]);
});

test('references of another width, total or short code are other texts; other links are not', () => {
  const { hear, got } = desk();
  hear(part(1, 'a'));
  for (const fields of [{ width: 16 as const }, { total: 3 }, { shortCode: '9029' }, { reference: 8 }]) {
    hear(part(2, 'x', fields));
  }
  expect(got).toEqual([]);
  expect(hear(part(2, 'b', { link: 'other' }))).toEqual([['joined', 'ab']]);
});

test('other words under the same number and reference are another text, and what waited is taken as it is', () => {
  const { hear } = desk();
  hear(part(1, 'a'));
  expect(hear(part(1, 'c'))).toEqual([['incomplete', 'a…']]);
  expect(hear(part(2, 'd'))).toEqual([['joined', 'cd']]);
  expect(hear(part(2, 'f'))).toEqual([]);
  expect(hear(part(1, 'e'))).toEqual([['joined', 'ef']]);
});

test('a part with the words of the text before is part of the one that waits for it', () => {
  const { hear } = desk();
  for (const sent of [part(1, 'a'), part(2, '!'), part(1, 'b')]) hear(sent);
  expect(hear(part(2, '!'))).toEqual([['joined', 'b!']]);
});

test('five minutes after its first part a text is taken as it is', () => {
  const { hear, pass, got } = desk();
  hear(part(3, 'c', { total: 4 }));
  pass(PARTS_WAIT - 1);
  hear(part(1, 'a', { total: 4 }));
  expect(got).toEqual([]);
  pass(1);
  expect(got).toEqual([['incomplete', 'a…c…']]);
});

test('each text has its own five minutes', () => {
  const { hear, pass, got } = desk();
  hear(part(1, 'a', { reference: 1 }));
  pass(60_000);
  hear(part(1, 'b', { reference: 2 }));
  pass(PARTS_WAIT - 60_000);
  expect(got).toEqual([['incomplete', 'a…']]);
  pass(60_000);
  expect(got).toEqual([
    ['incomplete', 'a…'],
    ['incomplete', 'b…'],
  ]);
});

test('what a text was taken without is its late rest; together with other words it is a text of its own', () => {
  const { hear, pass, got } = desk();
  hear(part(1, 'a', { total: 3 }));
  pass(PARTS_WAIT);
  hear(part(2, 'b', { total: 3 }));
  expect(hear(part(1, 'a', { total: 3 }))).toEqual([]);
  pass(PARTS_WAIT);
  expect(got[1]).toEqual(['late', '…b…']);
  hear(part(3, 'z', { total: 3 }));
  hear(part(1, 'x', { total: 3 }));
  hear(part(2, 'y', { total: 3 }));
  expect(got.slice(2)).toEqual([['joined', 'xyz']]);
});

test('bytes that are no text are present and leave a gap', () => {
  const { hear } = desk();
  hear(part(2, undefined));
  expect(hear(part(1, 'a'))).toEqual([['joined', 'a…']]);
});

test('a text is remembered for 24 hours; then nothing is left of it', () => {
  const { hear, pass, forget, texts } = desk();
  hear(part(1, 'a'));
  hear(part(2, 'b'));
  pass(TAKEN_KEPT - 1);
  forget();
  expect(hear(part(1, 'a'))).toEqual([]);
  expect(texts()?.waiting).toEqual([]);
  pass(1);
  forget();
  expect(texts()).toBeUndefined();
});

test('no timer comes twice, also when a text begins in the instant of the last or the clock was set back', () => {
  const first = takePart(undefined, arriving(part(1, 'a')), start);
  const due = dueAtOf(first?.texts ?? { waiting: [], taken: [] }) ?? 0;
  const after = takeDue(first?.texts ?? { waiting: [], taken: [] }, due, due).texts;
  const second = takePart(after, arriving(part(1, 'b', { reference: 9 })), start - 60_000);
  expect(dueAtOf(second?.texts ?? after)).toBe(due + 1);
});

test('a timer that comes late takes every text that is due by then, and none of their timers comes again', () => {
  let texts: LongTexts | undefined;
  for (const [reference, begun] of [0, 300, 60_000].entries()) {
    texts = takePart(texts, arriving(part(1, `${reference}`, { reference })), start + begun)?.texts;
  }
  const held = texts as LongTexts;
  const late = takeDue(held, dueAtOf(held) ?? 0, start + PARTS_WAIT + 500);
  expect(gotOf(late.taken)).toEqual([
    ['incomplete', '0…'],
    ['incomplete', '1…'],
  ]);
  expect(dueAtOf(late.texts)).toBe(start + 60_000 + PARTS_WAIT);
  const setBack = takePart({ ...late.texts, waiting: [] }, arriving(part(1, 'x', { reference: 9 })), start - 60_000);
  expect(setBack && dueAtOf(setBack.texts)).toBe(start + 300 + PARTS_WAIT + 1);
});

test('a redriven part makes its text as old as it is', () => {
  const redriven: ArrivingPart = { ...arriving(part(2, 'b')), redrivenFrom: start - 3_600_000 };
  const waiting = takePart(undefined, arriving(part(1, 'a')), start);
  expect(takePart(waiting?.texts, redriven, start)?.taken[0]?.text).toMatchObject({
    at: start - 3_600_000,
    redriven: true,
  });
});

test('a flood of parts is handed on as it comes, and the document keeps its bounds', () => {
  const { hear, got, texts } = desk();
  for (let reference = 0; reference < 2_000; reference += 1) {
    hear(part(1, `text ${reference}`, { reference, total: 255 }));
    expect(texts()?.waiting.length).toBeLessThanOrEqual(MOST_WAITING);
    expect(texts()?.taken.length).toBeLessThanOrEqual(MOST_TAKEN);
  }
  expect(got.map(([, words]) => words)).toEqual(Array.from({ length: 2_000 - MOST_WAITING }, (_, at) => `text ${at}…`));
  expect(JSON.stringify(texts()).length).toBeLessThan(4_000);
});

test('one text of 255 full parts fits; more words than that are taken as they come', () => {
  const { hear, got, texts } = desk();
  const full = 'x'.repeat(450);
  for (let number = 1; number < 255; number += 1) hear(part(number, `${full}${number}`, { total: 255 }));
  expect(got).toEqual([]);
  expect(hear(part(255, 'end', { total: 255 }))[0]?.[0]).toBe('joined');
  const huge = 'y'.repeat(MOST_WAITING_SIZE);
  expect(hear(part(1, huge, { reference: 9 }))).toEqual([['incomplete', `${huge}…`]]);
  expect(JSON.stringify(texts()).length).toBeLessThan(20 * MOST_FINGERPRINTS);
});

/** Texts with different keys, cut into parts, of which some are lost. */
const someTexts = fc.uniqueArray(
  fc.record({
    reference: fc.nat(3),
    width: fc.constantFrom(8 as const, 16 as const),
    shortCode: fc.constantFrom('8049', '9029'),
    words: fc.array(fc.string({ maxLength: 5 }), { minLength: 2, maxLength: 5 }),
    lost: fc.constantFrom(undefined, undefined, 0, 1),
  }),
  {
    maxLength: MOST_WAITING,
    selector: ({ reference, width, shortCode, words }) => `${reference} ${width} ${shortCode} ${words.length}`,
  },
);

test('any order, interleaving and duplication of the parts of several texts gives each text once', () => {
  fc.assert(
    fc.property(someTexts, fc.array(fc.nat()), fc.array(fc.nat()), (texts, order, doubles) => {
      const sent = texts.flatMap(({ words, lost, ...key }) =>
        words.flatMap((text, at) => (at === lost ? [] : [{ ...key, text, part: at + 1, total: words.length }])),
      );
      const traffic = shuffled([...sent, ...doubles.flatMap((each) => sent[each % sent.length] ?? [])], order);
      const { hear, pass, got } = desk();
      for (const each of traffic) hear(each);
      pass(PARTS_WAIT);
      for (const each of traffic) hear(each);
      pass(PARTS_WAIT);
      const expected = texts.map(({ words, lost }): Got => {
        if (lost === undefined) return ['joined', words.join('')];
        return ['incomplete', words.map((word, at) => (at === lost ? '…' : word)).join('')];
      });
      expect([...got].sort(byWords)).toEqual(expected.sort(byWords));
    }),
    { numRuns: 500 },
  );
});

test('under one reference for all, texts sent one after the other are each taken once', () => {
  const texts = fc.array(fc.tuple(fc.integer({ min: 2, max: 3 }), fc.array(fc.nat())), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(texts, (sizes) => {
      const { hear, got } = desk();
      const expected = sizes.map(([total, order], text) => {
        const words = Array.from({ length: total }, (_, at) => `(${text}.${at})`);
        const parts = words.map((word, at) => part(at + 1, word, { total }));
        for (const each of shuffled([...parts, ...parts], order)) hear(each);
        return ['joined', words.join('')];
      });
      expect(got).toEqual(expected);
    }),
  );
});

const soup = fc.array(
  fc.record({
    reference: fc.nat(2),
    total: fc.integer({ min: 2, max: 4 }),
    part: fc.nat(3),
    word: fc.nat(2),
    after: fc.constantFrom(0, 0, 1_000, PARTS_WAIT, TAKEN_KEPT),
  }),
  { maxLength: 60 },
);

test('whatever parts come: no word is lost, and in the end nothing waits', () => {
  fc.assert(
    fc.property(soup, (parts) => {
      const { hear, pass, forget, got, texts } = desk();
      const said = parts.map(({ reference, total, part: number, word, after }) => {
        pass(after);
        const place = (number % total) + 1;
        const text = `<${reference}.${total}.${place}.${word}>`;
        hear({ reference, total, part: place, text });
        forget();
        return text;
      });
      pass(PARTS_WAIT);
      const all = got.map(([, words]) => words).join(' ');
      for (const text of said) expect(all).toContain(text);
      expect(texts()?.waiting ?? []).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** The same elements in the order of the given numbers. */
function shuffled<T>(elements: readonly T[], order: readonly number[]): readonly T[] {
  const left = [...elements];
  return elements.flatMap((_, at) => left.splice((order[at % Math.max(1, order.length)] ?? 0) % left.length, 1));
}

const byWords = ([, one = '']: Got, [, other = '']: Got): number => (one < other ? -1 : one > other ? 1 : 0);
