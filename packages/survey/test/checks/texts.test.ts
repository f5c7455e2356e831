import { parseSurvey, placeholdersOfSystemText, requiredSystemTexts } from '../../src';
import { smallSurvey } from '../small-survey';

/** Every place of the small survey that holds a text by language. */
function placesOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('vi' in value && 'en' in value) return [path];
  return Object.entries(value).flatMap(([key, member]) => placesOf(member, `${path}/${key}`));
}

const places = placesOf(smallSurvey());

test('there are texts of every sort to lose', () => {
  expect(places).toEqual(
    expect.arrayContaining(['/title', '/nodes/0/text', '/nodes/4/options/1/label', '/system/invalid', '/system/help']),
  );
  expect(places.length).toBeGreaterThan(40);
});

test.each(places.flatMap((path) => ['vi', 'en'].map((language) => [path, language] as const)))(
  'the text %s is missed in %s',
  (path, language) => {
    const survey = smallSurvey();
    const texts = path
      .split('/')
      .slice(1)
      .reduce((holder, key) => holder[key], survey);
    delete texts[language];
    const parsed = parseSurvey(survey, () => 'hash');
    // Where there is nothing to derive it from, the unmarked text is missing too.
    const missed = language === 'vi' ? ['vi-ascii', 'vi'] : ['en'];
    expect(parsed).toEqual({
      kind: 'problems',
      problems: missed.map((each) => ({ path, message: `the text is missing in ${each}` })),
    });
  },
);

test('an unmarked text that is written out stands for itself', () => {
  const survey = smallSurvey();
  survey.system.languageChanged = { vi: 'Có dấu.', 'vi-ascii': 'Khong dau.', en: 'English.' };
  const parsed = parseSurvey(survey, () => 'hash');
  expect(parsed.kind === 'survey' && parsed.survey.system.languageChanged).toEqual(survey.system.languageChanged);
});

test.each(places.filter((path) => !path.includes('label') && path !== '/title'))(
  'a placeholder that nobody declared is seen in %s',
  (path) => {
    const survey = smallSurvey();
    const texts = path
      .split('/')
      .slice(1)
      .reduce((holder, key) => holder[key], survey);
    texts.en = 'For {somebody}.';
    const parsed = parseSurvey(survey, () => 'hash');
    expect(parsed.kind === 'problems' && parsed.problems).toContainEqual({
      path: `${path}/en`,
      message: 'placeholder {somebody} is not declared',
    });
  },
);

test.each(requiredSystemTexts)('the system text %s is missed, and may hold what the engine knows there', (name) => {
  const survey = smallSurvey();
  delete survey.system[name];
  const parsed = parseSurvey(survey, () => 'hash');
  const missed = { path: '/system', message: `system text "${name}" is missing` };
  expect(parsed.kind === 'problems' && parsed.problems).toContainEqual(missed);
  const known = ['hotline', ...(placeholdersOfSystemText(name) ?? [])];
  for (const each of known) survey.placeholders[each] ??= 1;
  const text = known.map((each) => `{${each}}`).join(' ');
  survey.system[name] = { vi: text, en: text };
  expect(parseSurvey(survey, () => 'hash').kind).toBe('survey');
  survey.placeholders.mood = 1;
  survey.system[name].en += '{mood}';
  expect(parseSurvey(survey, () => 'hash')).toEqual({
    kind: 'problems',
    problems: [{ path: `/system/${name}`, message: `system text "${name}" has nothing to put for {mood}` }],
  });
});
