import type { Token } from './message';

const ends: ReadonlySet<string> = new Set([',', '.', ';', '!', '?', '-', '\n']);

/** The words of a message, clause by clause. */
export function clausesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const clauses: Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    if (!ends.has(token.folded)) clauses.at(-1)?.push(token);
    else if (!isOfOurName(tokens, at)) clauses.push([]);
  }
  return clauses.filter((clause) => clause.length > 0);
}

/** The hyphen of M-Score. */
const isOfOurName = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.folded === '-' && tokens[at - 1]?.folded === 'm' && tokens[at + 1]?.folded === 'score';
