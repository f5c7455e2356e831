import { LONGEST_REMEMBERED, perObject, remembering } from '../src/remembered';

test('a short text is read once, a long one each time', () => {
  const read: string[] = [];
  const length = remembering((text) => {
    read.push(text);
    return text.length;
  });
  const sentence = 'x'.repeat(LONGEST_REMEMBERED + 1);
  expect([length('1'), length('1'), length(sentence), length(sentence)]).toEqual([
    1,
    1,
    sentence.length,
    sentence.length,
  ]);
  expect(read).toEqual(['1', sentence, sentence]);
});

test('what means nothing is remembered too, and no more than some hundred texts are', () => {
  let reads = 0;
  const nothing = remembering(() => {
    reads += 1;
    return undefined;
  });
  nothing('a');
  nothing('a');
  expect(reads).toBe(1);
  for (let at = 0; at < 600; at += 1) nothing(String(at));
  nothing('a');
  expect(reads).toBe(602);
});

test('each object has its own', () => {
  const own = perObject((key: { readonly name: string }) => ({ of: key.name }));
  const [one, other] = [{ name: 'one' }, { name: 'other' }];
  expect(own(one)).toBe(own(one));
  expect(own(other)).toEqual({ of: 'other' });
});
