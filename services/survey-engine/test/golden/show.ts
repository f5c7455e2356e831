import {
  type Context,
  callWithArgument,
  dossierNamedIn,
  type FactEffect,
  lexiconOf,
  type RequestEffect,
  render,
} from '@mscore/survey';
import type { EffectsOfCause } from '../../src/domain/course';
import { openSecrets } from '../inbox';

/**
 * What effects look like in a transcript, one line each. `text` is the one that caused them, `at` when that came, `by`
 * what is written before our texts.
 */
export const showEffects = (
  context: Context,
  { cause, effects, source }: EffectsOfCause,
  {
    hotline,
    at,
    text = '',
    by,
  }: { readonly hotline: string; readonly at: number; readonly text?: string | undefined; readonly by: string },
): readonly string[] => {
  const joined = source?.text === undefined ? undefined : openSecrets.open(cause, source.text);
  return effects.map((effect) => {
    switch (effect.kind) {
      case 'reply':
        return `< ${by}${render(context.surveys, effect.text, { hotline })}`;
      case 'withdraw':
        return '= message.withdrawn';
      case 'request':
        return `= ${showRequest(context, effect, joined ?? text, at)}`;
      case 'fact':
        return `= ${showFact(effect)}${joined !== undefined && effect.type === 'comment.recorded' ? `: ${joined}` : ''}`;
      default:
        return effect satisfies never;
    }
  });
};

function showRequest(context: Context, effect: RequestEffect, text: string, at: number): string {
  const lexicon = lexiconOf(context, '8049');
  // What stands behind its keyword.
  const words = callWithArgument(text, lexicon)?.argument ?? text;
  switch (effect.type) {
    case 'dossier.asked': {
      const { kind, ...named } = dossierNamedIn(text, lexicon, at);
      return [effect.type, effect.data.purpose, kind, ...Object.values(named)].join(' ');
    }
    case 'dossier.disowned':
      return `${effect.type} ${effect.data.dossier}`;
    case 'case.requested': {
      const { kind, language, response } = effect.data;
      const about = response === undefined ? '' : ' of this response';
      return `${effect.type} ${kind} ${language}${about}${effect.words === undefined ? '' : `: ${words}`}`;
    }
    case 'case.asked':
      return [effect.type, effect.data.case, ...(effect.data.verdict === undefined ? [] : [effect.data.verdict])].join(
        ' ',
      );
    case 'score.asked':
      return `${effect.type}: ${words}`;
    default:
      return effect satisfies never;
  }
}

function showFact({ type, data }: FactEffect): string {
  const flags = 'flags' in data && data.flags !== undefined ? ` [${data.flags.join(', ')}]` : '';
  switch (type) {
    case 'response.invited':
      return `${type} ${data.surveyId} ${data.origin} ${data.language}${data.early === undefined ? '' : ' early'}`;
    case 'invitation.dropped':
      return `${type} ${data.surveyId} ${data.reason}`;
    case 'response.reopened':
      return `${type} ${data.why}`;
    case 'response.consented':
      return `${type} ${data.node} by ${data.rule}`;
    case 'answer.recorded':
      return `${type} ${data.variable}${data.value === undefined ? '' : `=${data.value}`} ${data.how} by ${data.rule}${flags}`;
    case 'comment.recorded':
      return `${type} ${data.variable} ${data.length} characters${flags}`;
    case 'response.ended':
      return `${type} ${data.reason} ${data.disposition}`;
    default:
      return type satisfies never;
  }
}
