import { wordsOf } from '@mscore/vietnam';
import { callOf, type Keyword, plainLexicon } from '../keywords';
import type { Problem } from '../problem';
import { isWaiting, type Survey, type WaitingNode } from '../survey';
import { understand } from '../understand';
import type { Verdict } from '../verdict';

/** A keyword as a text asks people to send it, and what the text says that it means; empty where it says nothing. */
interface Invited {
  readonly word: string;
  readonly keyword: Keyword;
  readonly meaning: string;
}

/** No spelling of a keyword has more words. */
const LONGEST = 5;
/** Behind what a text asks for: `TC=Co`, `TT neu khong`. */
const conditions: ReadonlySet<string> = new Set(['=', 'neu', 'de', 'if', 'for', 'to']);
/** Before it: `soan TC`, `tra loi TC`, `reply TC`, and one beside another. */
const requests: ReadonlySet<string> = new Set(
  ['soan', 'nhan', 'gui', 'go', 'ghi', 'bam', 'loi', 'hoac', 'reply', 'text', 'send', 'type', 'or'], //
);

/**
 * A question that asks for a keyword loses whoever answers as it says: the keyword is heard first. Only HUY and THOI may
 * stand in one, with what they do. Names what would be typed, and as what it would be heard.
 */
export function checkInvitedWords(survey: Survey): readonly Problem[] {
  return survey.nodes.flatMap((node, at) => {
    if (!isWaiting(node)) return [];
    const problems = survey.languages.flatMap((language) =>
      invitedBy(node.text[language] ?? '')
        .filter((invited) => !hasOwnMeaning(node, language, invited))
        .map(({ word, keyword }) => ({
          path: `/nodes/${at}/text/${language}`,
          message: `node "${node.id}": its text asks for "${word}", and whoever sends "${word}" is heard as ${keyword}`,
        })),
    );
    // Unmarked Vietnamese is most often made of the marked one.
    return problems.filter(({ message }, place) => problems.findIndex((other) => other.message === message) === place);
  });
}

/** HUY and THOI stop messages or this survey: what is said of them says so, and is no answer to the question. */
function hasOwnMeaning(node: WaitingNode, language: string, { keyword, meaning }: Invited): boolean {
  if (keyword !== 'HUY' && keyword !== 'THOI') return false;
  if (meaning === '') return true;
  return stopping.test(wordsOf(meaning).folded) && unclaimed.has(understand(node, meaning, language).kind);
}

const stopping = /\b(?:thoi|dung|ngung|huy|nhan tin|tin nhan|khao sat|stop|end|messages?|texts?|survey)\b/;

const unclaimed: ReadonlySet<Verdict['kind']> = new Set(['comment', 'keyword', 'empty', 'noise']);

/** Every keyword a text asks for. Before `=` it may be written anyhow, elsewhere a keyword is printed in capitals. */
function invitedBy(text: string): readonly Invited[] {
  const tokens = text.match(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
  return tokens.flatMap((token, at) => {
    if (token === '=') return asked(tokens, longestBefore(tokens, at), at + 1);
    const [first, word] = longestFrom(tokens, at);
    if (word === undefined || !isPrinted(tokens.slice(at, first).join(' '))) return [];
    const [before, behind] = [tokens[at - 1], tokens[first]].map((each) => folded(each));
    // What stands before `=` was found there.
    if (behind === '=' || !(requests.has(before ?? '') || conditions.has(behind ?? ''))) return [];
    return asked(tokens, word, conditions.has(behind ?? '') ? first + 1 : first);
  });
}

function asked(tokens: readonly string[], word: string | undefined, behind: number): readonly Invited[] {
  const keyword = word === undefined ? undefined : keywordIn(word);
  if (word === undefined || keyword === undefined) return [];
  const rest = tokens.slice(behind);
  const end = rest.findIndex((token) => !isWord(token));
  return [{ word, keyword, meaning: rest.slice(0, end < 0 ? undefined : end).join(' ') }];
}

/** The most words before a place that are a keyword. */
function longestBefore(tokens: readonly string[], end: number): string | undefined {
  for (let from = Math.max(0, end - LONGEST); from < end; from += 1) {
    const words = tokens.slice(from, end);
    if (words.every(isWord) && keywordIn(words.join(' ')) !== undefined) return words.join(' ');
  }
  return undefined;
}

/** The most words from a place on that are a keyword, and where they end. */
function longestFrom(tokens: readonly string[], from: number): readonly [end: number, word: string | undefined] {
  for (let end = Math.min(tokens.length, from + LONGEST); end > from; end -= 1) {
    const words = tokens.slice(from, end);
    if (words.every(isWord) && keywordIn(words.join(' ')) !== undefined) return [end, words.join(' ')];
  }
  return [from, undefined];
}

const keywordIn = (word: string): Keyword | undefined => callOf(word, plainLexicon)?.name;
const isWord = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);
const isPrinted = (word: string): boolean => word === word.toUpperCase();
const folded = (token: string | undefined): string => (token === '=' ? token : wordsOf(token ?? '').folded);
