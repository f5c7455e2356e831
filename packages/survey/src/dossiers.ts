import type { DossierNamed } from '@mscore/contracts';
import { localDate, readDossierCode } from '@mscore/vietnam';
import { callWithArgument, type Lexicon } from './keywords';

/** What is said of a code that is none: a system text and what its placeholders stand for. */
export interface WrongCode {
  readonly wrong: 'notFound' | 'didYouMean';
  readonly values?: Readonly<Record<string, string>>;
}

/**
 * How a dossier is named behind a keyword.
 * @param at when it was written, milliseconds since the epoch: no dossier is from after that day
 */
export function dossierNamed(argument: string | undefined, at: number): DossierNamed | WrongCode {
  if (argument === undefined) return { kind: 'newest' };
  const read = readDossierCode(argument, localDate(at));
  switch (read.kind) {
    case 'code':
    case 'short':
      return read;
    case 'bare':
      return { kind: 'newest' };
    case 'error': {
      const { meant, typed } = read;
      if (meant === undefined || typed === undefined) return { wrong: 'notFound' };
      return { wrong: 'didYouMean', values: { typed, code: meant } };
    }
    default:
      return read satisfies never;
  }
}

/**
 * How the words of a message that asked about a dossier name it: so it need not rest beside whoever asked. A later day
 * reads what an earlier one read. Where keywords were changed between the question and now, it is the newest dossier.
 * @param at as in {@link dossierNamed}
 */
export function dossierNamedIn(words: string, lexicon: Lexicon, at: number): DossierNamed {
  const named = dossierNamed(callWithArgument(words, lexicon)?.argument, at);
  return 'kind' in named ? named : { kind: 'newest' };
}
