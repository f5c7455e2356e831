import type { SurveyHash } from '@mscore/contracts';
import type { Context, LoadedSurvey, Survey } from '@mscore/survey';

/**
 * What decides beside surveys, keys and events. Plain JSON: an archive carries it, so that a replay decides as the
 * gateway did.
 */
export interface DecidingSettings {
  readonly survey: SurveyHash;
  readonly walkIn: boolean;
  readonly usagePerDay: number;
}

/** As an installation sets them, with what is the case where it says nothing. */
export interface GivenSettings {
  /** The surveys in force, the one that DG starts first. */
  readonly surveys: readonly [LoadedSurvey, ...LoadedSurvey[]];
  readonly walkIn: boolean;
  readonly usagePerDay?: number;
}

export const decidingSettings = ({ surveys: [first], walkIn, usagePerDay = 3 }: GivenSettings): DecidingSettings => ({
  survey: first.hash,
  walkIn,
  usagePerDay,
});

/** What a decision may know, from settings that can be written down. */
export const contextFrom = (surveys: ReadonlyMap<SurveyHash, Survey>, settings: DecidingSettings): Context => ({
  surveys,
  ...settings,
});
