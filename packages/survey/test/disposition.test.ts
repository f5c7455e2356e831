import { dispositionOf } from '../src';
import { parsedSmallSurvey } from './small-survey';

const survey = parsedSmallSurvey();

test('all closed items with a value are a complete response', () => {
  expect(
    dispositionOf(survey, { answers: { satisfaction: 9, visits: 0, paid: 2 }, consented: true }, 'completed'),
  ).toBe('complete');
});

test('a skip closes nothing', () => {
  expect(
    dispositionOf(survey, { answers: { satisfaction: 9, visits: 1, paid: null }, consented: true }, 'completed'),
  ).toBe('partial');
});

test('without the first item even most items are a break-off', () => {
  expect(
    dispositionOf(survey, { answers: { satisfaction: null, visits: 1, paid: 2 }, consented: true }, 'completed'),
  ).toBe('refusal');
});

test('fewer than half are a break-off', () => {
  expect(dispositionOf(survey, { answers: { satisfaction: 9 }, consented: true }, 'completed')).toBe('refusal');
});

test('who never said a word before the end of their time was not reached', () => {
  expect(dispositionOf(survey, { answers: {}, consented: false }, 'expired')).toBe('no-contact');
  expect(dispositionOf(survey, { answers: {}, consented: false }, 'undeliverable')).toBe('no-contact');
  expect(dispositionOf(survey, { answers: {}, consented: false }, 'refused')).toBe('refusal');
});

test('a wrong person is neither an answer nor a refusal, whatever was answered before', () => {
  expect(
    dispositionOf(survey, { answers: { satisfaction: 9, visits: 0, paid: 2 }, consented: true }, 'wrong-person'),
  ).toBe('other');
});
