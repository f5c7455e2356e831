import type { Citizen, Prompt } from '../citizens/citizen';

/** How a prompt fits what its citizen has seen so far. */
export type PromptFit =
  /** The one awaited. */
  | 'next'
  /** Seen before: a reply sent twice. */
  | 'again'
  /** A later one than awaited. */
  | 'skipping'
  /** None of this citizen's conversation. */
  | 'foreign';

/** One citizen's conversation as the network sees it: a text goes only when everything before it is answered. */
export interface Dialogue {
  readonly citizen: Citizen;
  /** Texts handed over so far; the last of them is number `offered - 1`. */
  offered: number;
  /** The last offered text has its ESME_ROK. */
  acknowledged: boolean;
  /** Prompts seen: the one awaited is number `seen`. */
  seen: number;
}

export const beginDialogue = (citizen: Citizen): Dialogue => ({ citizen, offered: 0, acknowledged: true, seen: 0 });

/** Whether the citizen may send the next text now. */
export const mayText = (dialogue: Dialogue): boolean =>
  dialogue.acknowledged && dialogue.seen === dialogue.offered && dialogue.offered < dialogue.citizen.texts.length;

/** Whether nothing more is to come for this citizen. */
export const isOver = (dialogue: Dialogue): boolean =>
  dialogue.acknowledged && dialogue.seen >= dialogue.citizen.prompts.length;

/** Notes a prompt. After a skipped one the citizen goes on from there, as a person would. */
export function notePrompt(dialogue: Dialogue, prompt: Prompt | undefined): PromptFit {
  const place = prompt === undefined ? -1 : dialogue.citizen.prompts.indexOf(prompt);
  if (place < 0) return 'foreign';
  if (place < dialogue.seen) return 'again';
  const fit = place === dialogue.seen && dialogue.offered > place ? 'next' : 'skipping';
  dialogue.seen = place + 1;
  dialogue.offered = Math.max(dialogue.offered, place + 1);
  return fit;
}

/**
 * Whether a repeated prompt asks what the citizen has just answered. A person waits a while, and answers again when
 * nothing else comes.
 */
export const isAskedAgain = (dialogue: Dialogue, prompt: Prompt | undefined): boolean =>
  prompt !== undefined &&
  dialogue.offered === dialogue.seen + 1 &&
  dialogue.citizen.prompts.indexOf(prompt) === dialogue.seen - 1;
