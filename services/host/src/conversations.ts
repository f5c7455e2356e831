import type { Embedded } from '@mscore/adapters';
import type { Event, SurveyHash } from '@mscore/contracts';
import type { Survey } from '@mscore/survey';
import {
  createFindConversation,
  type DecidingSettings,
  decidingSettings,
  type FoundConversation,
  type GivenSettings,
  publishedSurveys,
} from '@mscore/survey-engine';

/** A conversation, and what decides on it here. Plain JSON: it may come from the gateway that runs. */
export type ConversationAnswer =
  | (Extract<FoundConversation, { kind: 'found' }> & {
      readonly settings: DecidingSettings;
      readonly surveys: SurveyVersions;
    })
  | Exclude<FoundConversation, { kind: 'found' }>;

/** Every version that is or was in force, by its hash. */
export type SurveyVersions = readonly (readonly [SurveyHash, Survey])[];

/**
 * Finds a conversation by its subscriber, or the beginning of one.
 * @param what whether its events are wanted as well
 * @param stop whoever asked has gone: the search ends as well
 */
export type ReadConversation = (
  subscriber: string,
  what: { readonly events: boolean },
  stop?: AbortSignal,
) => Promise<ConversationAnswer>;

export type ReadSurveys = () => Promise<SurveyVersions>;

/** Reads conversations and surveys beside an engine that runs, or without one. */
export function createReadConversation(
  { store, topics }: Pick<Embedded, 'store' | 'topics'>,
  given: () => Promise<GivenSettings>,
): { readonly readConversation: ReadConversation; readonly readSurveys: ReadSurveys } {
  const find = createFindConversation({ store, topics });
  const readSurveys: ReadSurveys = async () => [...(await publishedSurveys(store, (await given()).surveys))];
  return {
    readSurveys,
    async readConversation(subscriber, what, stop) {
      const found = await find(subscriber, what, stop);
      if (found.kind !== 'found') return found;
      const links = new Set((found.record.events ?? []).flatMap((event) => linkOf(event) ?? []));
      return { ...found, settings: decidingSettings(await given(), [...links]), surveys: await readSurveys() };
    },
  };
}

const linkOf = ({ data }: Event): string | undefined => ('link' in data ? data.link : undefined);
