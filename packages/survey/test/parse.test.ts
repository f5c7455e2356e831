import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Problem, parseSurvey, policyOf, surveySchema } from '../src';
import { smallSurvey } from './small-survey';

// biome-ignore lint/suspicious/noExplicitAny: tests break it in every place a type would forbid.
type Breakable = any;

function problemsAfter(breakIt: (survey: Breakable) => void): readonly Problem[] {
  const survey = smallSurvey();
  breakIt(survey);
  const parsed = parseSurvey(survey, () => 'hash');
  return parsed.kind === 'problems' ? parsed.problems : [];
}

test('a sound definition is accepted, its unmarked texts derived', () => {
  const parsed = parseSurvey(smallSurvey(), (canonical) => `hash of ${canonical.length}`);
  expect(parsed.kind === 'survey' && parsed.survey.system.ended).toEqual({
    vi: 'Đã kết thúc.',
    en: 'Ended.',
    'vi-ascii': 'Da ket thuc.',
  });
});

test('one definition has one hash, however its keys are ordered', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, member]) => [key, reversed(member)]),
          )
        : value;
  const canonical = (json: unknown) => {
    let seen = '';
    parseSurvey(json, (form) => {
      seen = form;
      return 'hash';
    });
    return seen;
  };
  expect(canonical(reversed(smallSurvey()))).toBe(canonical(smallSurvey()));
  const changed = smallSurvey();
  changed.policy.tries = 3;
  expect(canonical(changed)).not.toBe(canonical(smallSurvey()));
});

test('a policy that says nothing but the tries is complete by its defaults', () => {
  const parsed = parseSurvey(smallSurvey(), () => 'hash');
  if (parsed.kind !== 'survey') throw new Error('the small survey is sound');
  expect(policyOf(parsed.survey)).toEqual({
    tries: 2,
    inviteDelayHours: 24,
    sendHours: { from: '08:00', to: '20:00' },
    blockedDays: 'public-holidays',
    reminders: [{ afterHours: 24 }],
    expireHoursAfterLastPrompt: 72,
    correctionSeconds: 60,
    lateAnswerDays: 14,
    invitationLapsesDays: 7,
    invitationEveryDays: 30,
    startedPerDay: 3,
  });
  expect(policyOf(parsed.survey)).toBe(policyOf(parsed.survey));
});

test('what a policy says is what counts', () => {
  const changed = { tries: 2, reminders: [], sendHours: { from: '09:00', to: '18:30' } } as const;
  expect(policyOf({ policy: changed })).toMatchObject(changed);
});

const node = (survey: Breakable, id: string) => survey.nodes.find((each: { id: string }) => each.id === id);

test.each<[string, (survey: Breakable) => void, Problem]>([
  [
    'a target that is not there',
    (s) => {
      node(s, 'q1').next.skip = 'nowhere';
    },
    { path: '/nodes/2/next/skip', message: 'node "q1" leads to "nowhere", and there is no such node' },
  ],
  [
    'an entry that is not there',
    (s) => {
      s.entries.walkIn = 'nowhere';
    },
    { path: '/entries/walkIn', message: 'there is no node "nowhere"' },
  ],
  [
    'two nodes of one id',
    (s) => {
      node(s, 'q4').id = 'q1';
    },
    { path: '/nodes/5/id', message: 'there is another node "q1"' },
  ],
  [
    'branches that run in a circle',
    (s) => {
      node(s, 'sort').otherwise = 'sort';
    },
    { path: '/nodes/6', message: 'node "sort" leads back to itself with no question between' },
  ],
  [
    'a text missing in a language',
    (s) => {
      delete node(s, 'q1').text.en;
    },
    { path: '/nodes/2/text', message: 'the text is missing in en' },
  ],
  [
    'a label missing in a language that is not derived',
    (s) => {
      delete node(s, 'q3').options[1].label.vi;
    },
    { path: '/nodes/4/options/1/label', message: 'the text is missing in vi' },
  ],
  [
    'a placeholder nobody declared',
    (s) => {
      node(s, 'invite').text.en = 'Your view on {office}?';
    },
    { path: '/nodes/0/text/en', message: 'placeholder {office} is not declared' },
  ],
  [
    'a text longer than one segment at its longest placeholders',
    (s) => {
      node(s, 'thanks').text.en = `${'x'.repeat(137)}{hotline}`;
    },
    { path: '/nodes/8/text/en', message: 'takes 161 septets at its longest; one segment holds 160' },
  ],
  [
    'a letter outside the GSM-7 alphabet',
    (s) => {
      node(s, 'q1').text.en = 'Satisfied – 1 to 10?';
    },
    { path: '/nodes/2/text/en', message: '"–" is not in the GSM-7 alphabet' },
  ],
  [
    'a text with marks longer than three segments at its longest placeholders',
    (s) => {
      node(s, 'thanks').text = { vi: `${'ạ'.repeat(178)}{hotline}`, 'vi-ascii': 'Cam on.', en: 'Thank you.' };
    },
    {
      path: '/nodes/8/text/vi',
      message: 'takes 4 segments at its longest (202 UTF-16 units); in vi 3 are allowed',
    },
  ],
  [
    'an unmarked Vietnamese text whose value may bring marks',
    (s) => {
      node(s, 'thanks').text = { vi: `${'a'.repeat(178)}{hotline}`, 'vi-ascii': 'Cam on.', en: 'Thank you.' };
    },
    {
      path: '/nodes/8/text/vi',
      message: 'takes 4 segments at its longest (202 UTF-16 units); in vi 3 are allowed',
    },
  ],
  [
    'a text whose marks are apart from their letters',
    (s) => {
      node(s, 'q1').text.vi = 'Hài lòng?'.normalize('NFD');
    },
    { path: '/nodes/2/text/vi', message: 'is not composed: write it in NFC' },
  ],
  [
    'a system text that the engine needs',
    (s) => {
      delete s.system.received;
    },
    { path: '/system', message: 'system text "received" is missing' },
  ],
  [
    'a system text that a node names',
    (s) => {
      delete s.system['invalid.q2'];
    },
    { path: '/nodes/3/invalid', message: 'node "q2" uses system text "invalid.q2", which is missing' },
  ],
  [
    'two options of one value',
    (s) => {
      node(s, 'q3').options[1].value = 1;
    },
    { path: '/nodes/4/options', message: 'node "q3" has two options of value 1' },
  ],
  [
    'one word for two options, marks aside',
    (s) => {
      node(s, 'q3').options[1].accept = ['da dua'];
    },
    { path: '/nodes/4', message: 'node "q3": the word "da dua" means two things' },
  ],
  [
    'a skip word that is a label',
    (s) => {
      node(s, 'q3').skip = ['Không'];
    },
    { path: '/nodes/4', message: 'node "q3": the word "không" means two things' },
  ],
  [
    'a skip word inside the range',
    (s) => {
      node(s, 'q2').skip = ['0'];
    },
    { path: '/nodes/3', message: 'node "q2": the word "0" is also a number of its range' },
  ],
  [
    'an accepted word that is a keyword',
    (s) => {
      node(s, 'q3').options[1].accept = ['thôi'];
    },
    { path: '/nodes/4', message: 'node "q3": the word "thôi" is a keyword' },
  ],
  [
    'an accepted word that says nothing',
    (s) => {
      node(s, 'q3').options[1].accept = ['!'];
    },
    { path: '/nodes/4', message: 'node "q3": the word "" says nothing' },
  ],
  [
    'a range without room',
    (s) => {
      node(s, 'q1').max = 1;
    },
    { path: '/nodes/2', message: 'node "q1" has no range: min is not below max' },
  ],
  [
    'an end that sends people to services, and nothing to say where none answers',
    (s) => {
      node(s, 'thanks').services = ['case'];
    },
    {
      path: '/nodes/8/services',
      message: 'node "thanks" sends people to services: system text "thanks.alone" is missing',
    },
  ],
  [
    'two options that stand for the same times',
    (s) => {
      node(s, 'q3').options[0].minutes = { from: 0, to: 30 };
      node(s, 'q3').options[1].minutes = { from: 30 };
    },
    { path: '/nodes/4/options/1/minutes', message: 'node "q3": options 1 and 2 stand for the same times' },
  ],
  [
    'times that end before they begin',
    (s) => {
      node(s, 'q3').options[0].minutes = { from: 30, to: 29 };
    },
    { path: '/nodes/4/options/0/minutes', message: 'node "q3": the times of option 1 end before they begin' },
  ],
  [
    'an accepted word that is a time of another option',
    (s) => {
      node(s, 'q3').options[0].minutes = { from: 0, to: 29 };
      node(s, 'q3').options[1].minutes = { from: 30 };
      node(s, 'q3').options[0].accept.push('nửa tiếng');
    },
    { path: '/nodes/4', message: 'node "q3": the word "nửa tiếng" is a time that another option stands for' },
  ],
  [
    'an item of consent that is about an affair',
    (s) => {
      node(s, 'follow').about = 'dossier';
    },
    { path: '/nodes/7/about', message: 'node "follow": only the consent to the survey itself is about something' },
  ],
  [
    'a topCode below the top',
    (s) => {
      node(s, 'q2').topCode = 9;
    },
    { path: '/nodes/3/topCode', message: 'node "q2": topCode must be above max' },
  ],
  [
    'a complaint word that no comment holds',
    (s) => {
      s.complaintWords = ['lót tay', 'Lót tay'];
    },
    { path: '/complaintWords/1', message: '"Lót tay" is not written as comments are compared' },
  ],
  [
    'a variable nobody declared',
    (s) => {
      delete s.variables.visits;
    },
    { path: '/nodes/3/variable', message: 'node "q2": variable "visits" is not declared' },
  ],
  [
    'a variable of another type',
    (s) => {
      s.variables.paid.type = 'number';
    },
    { path: '/nodes/4/variable', message: 'node "q3" gives a choice, and "paid" is declared as number' },
  ],
  [
    'a guard on a variable nobody declared',
    (s) => {
      node(s, 'sort').cases[0].when = { not: { and: [{ in: 'mood', values: [1] }, { answered: 'paid' }] } };
    },
    { path: '/nodes/6/cases/0/when', message: 'node "sort": variable "mood" is not declared' },
  ],
  [
    'a sensitive question before consent',
    (s) => {
      s.entries.walkIn = 'q3';
    },
    { path: '/nodes/4', message: 'sensitive node "q3" can be reached from entry walkIn without consent' },
  ],
  [
    'a sensitive question behind a refused consent',
    (s) => {
      node(s, 'invite').next.refused = 'q2';
    },
    { path: '/nodes/4', message: 'sensitive node "q3" can be reached from entry invited without consent' },
  ],
  [
    'a walk-in text that only a dossier could fill',
    (s) => {
      node(s, 'q1').text = { vi: 'Tại {unit}?', en: 'At {unit}?' };
    },
    { path: '/nodes/2/text', message: 'node "q1" is said without a dossier, so {unit} is unknown' },
  ],
  [
    'an invitation with what no dossier says',
    (s) => {
      node(s, 'invite').text.en = 'Your view on {case}?';
    },
    { path: '/nodes/0/text', message: 'node "invite" is said about a dossier, so {case} is unknown' },
  ],
  [
    'a system text with what the engine does not know there',
    (s) => {
      s.system.help.en = 'Help in {h} hours.';
    },
    { path: '/system/help', message: 'system text "help" has nothing to put for {h}' },
  ],
  [
    'a text of its own for replies not understood with what is known of a dossier only',
    (s) => {
      s.system['invalid.q2'].vi = 'Mấy lần đến {unit}?';
    },
    { path: '/system/invalid.q2', message: 'system text "invalid.q2" has nothing to put for {unit}' },
  ],
  [
    'a circle of a branch and a handoff',
    (s) => {
      node(s, 'case').next = 'sort';
      node(s, 'sort').otherwise = 'case';
    },
    { path: '/nodes/11', message: 'node "case" leads back to itself with no question between' },
  ],
  [
    'a handoff that leads nowhere',
    (s) => {
      node(s, 'case').next = 'nowhere';
    },
    { path: '/nodes/11/next', message: 'node "case" leads to "nowhere", and there is no such node' },
  ],
  [
    'a handoff of somebody who did not agree to it',
    (s) => {
      node(s, 'follow').next.silence = 'case';
    },
    {
      path: '/nodes/11',
      message: 'handoff "case" can be reached from entry walkIn with nobody having agreed to it',
    },
  ],
  [
    'a handoff behind the consent to the survey alone',
    (s) => {
      node(s, 'hello').next.agreed = 'case';
    },
    {
      path: '/nodes/11',
      message: 'handoff "case" can be reached from entry walkIn with nobody having agreed to it',
    },
  ],
  [
    'a handoff about what nobody knows',
    (s) => {
      node(s, 'case').request = 'lottery';
    },
    { path: '/nodes/11/request', message: 'must be equal to one of the allowed values: follow-up' },
  ],
  [
    'sending hours that end before they begin',
    (s) => {
      s.policy.sendHours = { from: '20:00', to: '08:00' };
    },
    { path: '/policy/sendHours', message: 'nothing could be sent: 20:00 is not before 08:00' },
  ],
  [
    'an hour that no clock shows',
    (s) => {
      s.policy.sendHours = { from: '8:00', to: '20:00' };
    },
    { path: '/policy/sendHours/from', message: 'must match pattern "^([01][0-9]|2[0-3]):[0-5][0-9]$"' },
  ],
  [
    'reminders that do not follow each other',
    (s) => {
      s.policy.reminders = [{ afterHours: 24 }, { afterHours: 24 }];
    },
    { path: '/policy/reminders/1/afterHours', message: 'a reminder after 24 h follows one after 24 h' },
  ],
  [
    'a reminder that comes after the expiry',
    (s) => {
      s.policy.expireHoursAfterLastPrompt = 24;
    },
    {
      path: '/policy/reminders/0/afterHours',
      message: 'a reminder after 24 h never comes: the response expires after 24 h',
    },
  ],
  [
    'a policy nobody knows',
    (s) => {
      s.policy.patience = 3;
    },
    { path: '/policy', message: 'must NOT have additional properties: "patience"' },
  ],
  [
    'a field nobody knows',
    (s) => {
      node(s, 'q1').optional = true;
    },
    { path: '/nodes/2', message: 'must NOT have additional properties: "optional"' },
  ],
  [
    'a way out that is missing',
    (s) => {
      delete node(s, 'q1').next.silence;
    },
    { path: '/nodes/2/next', message: "must have required property 'silence'" },
  ],
  [
    'a guard deep inside that is none',
    (s) => {
      node(s, 'sort').cases[0].when.or[1] = { comment: 'praise' };
    },
    { path: '/nodes/6/cases/0/when/or/1/comment', message: 'must be equal to one of the allowed values: complaint' },
  ],
  [
    'another format',
    (s) => {
      s.format = 'mscore-survey/2';
    },
    { path: '/format', message: 'must be equal to constant: "mscore-survey/1"' },
  ],
])('refuses %s', (_, breakIt, problem) => {
  expect(problemsAfter(breakIt)).toContainEqual(problem);
});

test('every fault is named at once', () => {
  const problems = problemsAfter((s) => {
    delete node(s, 'q1').text.en;
    node(s, 'q2').skip = ['0'];
    s.entries.walkIn = 'nowhere';
  });
  expect(problems.map(({ path }) => path)).toEqual(['/entries/walkIn', '/nodes/3', '/nodes/2/text']);
});

test('never throws, whatever the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(parseSurvey(json, () => 'hash').kind).toBe('problems');
    }),
  );
});

test('never throws, whatever part of a definition is replaced', () => {
  const places = pathsOf(smallSurvey());
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, json) => {
      const survey = smallSurvey();
      let holder = survey;
      for (const key of place.slice(0, -1)) holder = holder[key];
      holder[place.at(-1) ?? ''] = json;
      expect(['survey', 'problems']).toContain(parseSurvey(survey, () => 'hash').kind);
    }),
    { numRuns: 300 },
  );
});

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [[key], ...pathsOf(member).map((path) => [key, ...path])]);
}

test('the published schema is the one that checks', () => {
  const file = join(__dirname, '..', 'schema', 'mscore-survey-1.json');
  if (process.env.GOLDEN === 'write') writeFileSync(file, JSON.stringify(surveySchema, null, 2));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(surveySchema)));
});
