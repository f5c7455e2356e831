import type { ResponseId, SealedAddress, SealedText } from '@mscore/contracts';
import type { LoadedSurvey } from '@mscore/survey';
import { loadSurvey, shippedSurveys } from '@mscore/survey-engine';
import {
  contextOfInstallation,
  type HeardMessage,
  requestOf,
  routesBy,
  type StepDeps,
} from '@mscore/survey-engine/parts';

/**
 * A whole scorecard as people have it: agreement, a keyword on the way, a reply that is no answer, an answer in words,
 * one that waits for the summary of nothing, a comment at the end.
 */
export const TEXTS = [
  'DG',
  '1',
  '9',
  'TG',
  'ba con noi la tot lam',
  '8',
  'co',
  '2',
  '1',
  '2',
  'Can bo huong dan rat ro rang, cam on',
];

/** Milliseconds between two messages of one person. */
export const PACE_MS = 40_000;
/** When the conversations begin. */
export const BEGIN = Date.parse('2026-11-22T02:00:00.000Z');

/** The messages of one talk, opened as the engine opens them. Ids differ from talk to talk. */
export function talk(number: number): readonly HeardMessage[] {
  return TEXTS.map((text, at) => {
    const id = `${String(number).padStart(10, '0')}-message-${String(at).padStart(3, '0')}`;
    return {
      kind: 'message',
      id,
      mark: `${String(at).padStart(3, '0')}${String(number).padStart(8, 'm')}`,
      address: '2026q4.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AAECAwQFBgcICQoLDA0ODxAREhMU' as SealedAddress,
      turn: {
        person: true,
        repeat: false,
        at: BEGIN + at * PACE_MS,
        link: 'centre',
        shortCode: '8049',
        text,
        newResponse: `response-of-${id}`.slice(0, 22) as ResponseId,
      },
    };
  });
}

/** The default survey, and what decides on it; its words are sealed by nobody. */
export async function decidingDeps(): Promise<StepDeps & { readonly survey: LoadedSurvey }> {
  const loaded = await loadSurvey(`${shippedSurveys}/one-stop-shop.json`);
  if (loaded.kind === 'problems') throw new Error(`${loaded.file} cannot be used`);
  const { survey } = loaded;
  return {
    survey,
    context: contextOfInstallation(new Map([[survey.hash, survey.survey]]), { surveys: [survey], walkIn: true }),
    secrets: {
      open: (_context, sealed) => sealed,
      seal: (_context, text) => text as SealedText,
      newResponse: (event) => event as ResponseId,
      request: requestOf,
    },
    route: routesBy([{ name: 'centre', shortCodes: ['8049'] }]),
  };
}
