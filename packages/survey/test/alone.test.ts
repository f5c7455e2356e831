import { decide, initialState, parseSurvey, type ServiceName, type Survey } from '../src';
import { spokenOf } from '../src/alone';
import { smallSurvey } from './small-survey';
import { contextWith, namesOf, noon, turn } from './talking';

const all: readonly ServiceName[] = ['dossier', 'case', 'score'];
const said = (text: string, ...services: readonly ServiceName[]) =>
  namesOf(decide(contextWith({ services: new Set(services) }), initialState, turn({ text }), noon));

test.each([
  ['HUY', 'optedOut', ['dossier']],
  ['TG', 'help', ['dossier', 'case']],
  ['HS 000.17.22.H56-219931-0001', 'notFound', ['case']],
] as const)('%s is told with nothing that nobody answers', (text, name, needs) => {
  expect(said(text, ...all)).toEqual([name]);
  expect(said(text, ...needs)).toEqual([name]);
  for (const missing of needs) {
    expect(said(text, ...all.filter((each) => each !== missing))).toEqual([`${name}.alone`]);
  }
});

/** The small survey, whose thanks send people to complaints. */
function sending(): Survey {
  const survey = smallSurvey();
  survey.nodes.find(({ id }: { id: string }) => id === 'thanks').services = ['case'];
  survey.system['thanks.alone'] = { vi: 'Cảm ơn.', en: 'Thank you.' };
  const parsed = parseSurvey(survey, () => 'hash');
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  return parsed.survey;
}

test('an end says its own text where what it sends people to answers, else its variant', () => {
  const thanks = { of: 'node', name: 'thanks' } as const;
  expect(spokenOf(sending(), new Set(['case'] as const), thanks)).toEqual(thanks);
  expect(spokenOf(sending(), new Set(['dossier'] as const), thanks)).toEqual({ of: 'system', name: 'thanks.alone' });
});

test('a version that was published without the variant says what it has', () => {
  const { 'optedOut.alone': _, ...system } = sending().system;
  const optedOut = { of: 'system', name: 'optedOut' } as const;
  expect(spokenOf({ ...sending(), system }, new Set(), optedOut)).toEqual(optedOut);
});
