import { type Event, topicTable } from '@mscore/contracts';
import type { DroppedInvitation, RecordedAnswer, ResponseDocument, ResultDocument } from './response-document';

/** The event types of `survey.facts`. */
export type FactType = (typeof topicTable)['survey.facts']['types'][number];

export type Fact = Extract<Event, { type: FactType }>;

const factTypes: ReadonlySet<string> = new Set<FactType>(topicTable['survey.facts'].types);

/** Whether an event is a survey fact. */
export const isFact = (event: Event): event is Fact => factTypes.has(event.type);

/**
 * What a fact makes of a response.
 * `known`: it was folded in before. `gap`: the facts before it are missing, or a response begins with anything but
 * its beginning, or goes on although it never began. Order is kept per response, so a gap means that an earlier fact was lost or set aside: folding on
 * would print a response that never was.
 */
export type Folded =
  | { readonly kind: 'folded'; readonly document: ResultDocument }
  | { readonly kind: 'known' }
  | { readonly kind: 'gap' };

/** Folds one fact into its response. */
export function fold(document: ResultDocument | undefined, fact: Fact): Folded {
  const applied = document?.applied ?? 0;
  if (fact.data.n <= applied) return { kind: 'known' };
  if (fact.data.n !== applied + 1) return { kind: 'gap' };
  if (document === undefined) return foldFirst(fact);
  if ('dropped' in document) return { kind: 'gap' };
  return { kind: 'folded', document: { ...changed(document, fact), applied: fact.data.n } };
}

function foldFirst(fact: Fact): Folded {
  if (fact.type === 'response.invited') return { kind: 'folded', document: begin(fact) };
  if (fact.type === 'invitation.dropped') return { kind: 'folded', document: drop(fact) };
  return { kind: 'gap' };
}

function drop({ at, data }: Extract<Fact, { type: 'invitation.dropped' }>): DroppedInvitation {
  const { response, survey, surveyId, reason, n } = data;
  return { response, survey, surveyId, droppedAt: at, dropped: reason, applied: n };
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

function changed(document: ResponseDocument, fact: Fact): ResponseDocument {
  const { at } = fact;
  switch (fact.type) {
    case 'response.invited':
    case 'invitation.dropped':
      return document;
    case 'response.consented':
      return { ...document, consentedAt: at };
    case 'answer.recorded': {
      const { variable, value, how, rule, flags = [] } = fact.data;
      const answer = { ...(value === undefined ? {} : { value }), how, rule, flags, at };
      const answers = { ...document.answers, [variable]: withCorrected(answer, document.answers[variable]) };
      return { ...document, answers };
    }
    case 'comment.recorded': {
      const { node, variable, comment, length, flags = [] } = fact.data;
      const kept = { node, variable, comment, fact: fact.id, length, flags, at };
      return { ...document, comments: [...document.comments, kept] };
    }
    case 'response.ended':
      return { ...document, endedAt: at, reason: fact.data.reason, disposition: fact.data.disposition };
    case 'response.reopened': {
      const { endedAt: _at, reason: _reason, disposition: _disposition, ...open } = document;
      return open;
    }
    default:
      return fact satisfies never;
  }
}

/** The last answer counts. What it corrects is kept beside it; whatever else is answered anew is replaced. */
function withCorrected(answer: RecordedAnswer, before: RecordedAnswer | undefined): RecordedAnswer {
  if (before === undefined || !answer.flags.includes('correction')) return answer;
  const { corrected = [], ...earlier } = before;
  return { ...answer, corrected: [...corrected, earlier] };
}
