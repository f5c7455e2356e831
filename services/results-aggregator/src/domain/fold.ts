import type { Event } from '@mscore/contracts';
import type { ResponseDocument } from './response-document';

/** The event types of `survey.facts`. */
export type FactType =
  | 'response.invited'
  | 'response.consented'
  | 'answer.recorded'
  | 'comment.recorded'
  | 'response.ended';

export type Fact = Extract<Event, { type: FactType }>;

const factTypes: ReadonlySet<string> = new Set<FactType>([
  'response.invited',
  'response.consented',
  'answer.recorded',
  'comment.recorded',
  'response.ended',
]);

/** Whether an event is a survey fact. */
export const isFact = (event: Event): event is Fact => factTypes.has(event.type);

/**
 * What a fact makes of a response.
 * `known`: it was folded in before. `gap`: the facts before it are missing, or a response begins with anything but
 * its beginning. Order is kept per response, so a gap means that an earlier fact was lost or set aside: folding on
 * would print a response that never was.
 */
export type Folded =
  | { readonly kind: 'folded'; readonly document: ResponseDocument }
  | { readonly kind: 'known' }
  | { readonly kind: 'gap' };

/** Folds one fact into its response. */
export function fold(document: ResponseDocument | undefined, fact: Fact): Folded {
  const applied = document?.applied ?? 0;
  if (fact.data.n <= applied) return { kind: 'known' };
  if (fact.data.n !== applied + 1) return { kind: 'gap' };
  if (document === undefined) {
    return fact.type === 'response.invited' ? { kind: 'folded', document: begin(fact) } : { kind: 'gap' };
  }
  return { kind: 'folded', document: { ...document, ...changeOf(document, fact), applied: fact.data.n } };
}

function begin({ at, data }: Extract<Fact, { type: 'response.invited' }>): ResponseDocument {
  const { response, survey, surveyId, origin, language, channel, n } = data;
  return {
    response,
    survey,
    surveyId,
    origin,
    language,
    channel,
    begunAt: at,
    answers: {},
    comments: [],
    applied: n,
  };
}

function changeOf(document: ResponseDocument, fact: Fact): Partial<ResponseDocument> {
  const { at } = fact;
  switch (fact.type) {
    case 'response.invited':
      return {};
    case 'response.consented':
      return { consentedAt: at };
    case 'answer.recorded': {
      const { variable, value, how, rule, flags = [] } = fact.data;
      const answer = { ...(value === undefined ? {} : { value }), how, rule, flags, at };
      return { answers: { ...document.answers, [variable]: answer } };
    }
    case 'comment.recorded': {
      const { node, variable, comment, length, flags = [] } = fact.data;
      return { comments: [...document.comments, { node, variable, comment, fact: fact.id, length, flags, at }] };
    }
    case 'response.ended':
      return { endedAt: at, reason: fact.data.reason, disposition: fact.data.disposition };
    default:
      return fact satisfies never;
  }
}
