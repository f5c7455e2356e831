import { type Citizen, indexOf, type Prompt } from '../citizens/citizen';
import { promptOf } from '../citizens/prompt';
import { beginDialogue, type Dialogue, isAskedAgain, isOver, mayText, notePrompt } from './dialogue';

/** What a text of the gateway was to its citizen. */
export interface Heard {
  readonly dialogue: Dialogue;
  readonly prompt?: Prompt;
  /** See {@link isAskedAgain}. */
  readonly askedAgain: boolean;
}

/** All citizens of a run: who has begun, who may text next. */
export interface Crowd {
  /** Whose turn it is: who has waited longest, or somebody new. */
  next(): Dialogue | undefined;
  /** A text of the gateway reached this number; undefined for a number of nobody. */
  hears(number: string, words: string): Heard | undefined;
  /** The gateway has acknowledged this dialogue's text. */
  acknowledged(dialogue: Dialogue): void;
  /** Nobody new begins. */
  admitNoMore(): void;
  readonly begun: number;
  readonly over: number;
  /** Dialogues with a text not yet answered by its prompt. */
  readonly underWay: number;
}

/** @param fresh the citizens who begin, in order. */
export function createCrowd(fresh: Iterator<Citizen>, seed: number): Crowd {
  const dialogues = new Map<number, Dialogue>();
  const ready: Dialogue[] = [];
  let open = true;
  let over = 0;

  function begin(): Dialogue | undefined {
    const citizen = open ? fresh.next() : undefined;
    if (citizen === undefined || citizen.done === true) return undefined;
    const dialogue = beginDialogue(citizen.value);
    dialogues.set(citizen.value.index, dialogue);
    return dialogue;
  }

  function settle(dialogue: Dialogue): void {
    if (isOver(dialogue)) over += 1;
    else if (mayText(dialogue)) ready.push(dialogue);
  }

  return {
    next() {
      // Somebody who skipped ahead may stand in the line twice.
      for (let first = ready.shift(); first !== undefined; first = ready.shift()) if (mayText(first)) return first;
      return begin();
    },
    hears(number, words) {
      const dialogue = dialogues.get(indexOf(number, seed) ?? -1);
      if (dialogue === undefined) return undefined;
      const prompt = promptOf(words);
      const askedAgain = isAskedAgain(dialogue, prompt);
      const fit = notePrompt(dialogue, prompt);
      if (fit === 'next' || fit === 'skipping') settle(dialogue);
      return { dialogue, askedAgain, ...(prompt === undefined ? {} : { prompt }) };
    },
    acknowledged: settleAfterAcknowledgement,
    admitNoMore() {
      open = false;
    },
    get begun() {
      return dialogues.size;
    },
    get over() {
      return over;
    },
    get underWay() {
      return dialogues.size - over - ready.length;
    },
  };

  /** The prompt may come before the acknowledgement, when the text was redelivered; both are needed to go on. */
  function settleAfterAcknowledgement(dialogue: Dialogue): void {
    if (dialogue.seen === dialogue.offered) settle(dialogue);
  }
}
