import type { SurveyHash } from '@mscore/contracts';
import type { Affair } from '@mscore/vietnam';
import type { Policy } from './policy';
import type { ServiceName } from './system-texts';

export { requiredSystemTexts, type SystemText } from './system-texts';

/**
 * A survey definition, `mscore-survey/1`, as {@link parseSurvey} returns it: valid, with every text in every language.
 * The published JSON Schema is `schema/mscore-survey-1.json`.
 */
export interface Survey {
  readonly format: 'mscore-survey/1';
  readonly id: string;
  readonly title: Texts;
  /** The first is the default. */
  readonly languages: readonly [string, ...string[]];
  readonly channels: readonly 'sms'[];
  /**
   * Placeholders that texts may hold as `{name}`, each with its greatest length in characters. One of length 0 is put in
   * where everything fits, or left out.
   */
  readonly placeholders: Readonly<Record<string, number>>;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly policy: Policy;
  readonly entries: Entries;
  /** Words and phrases by which a comment reads like a complaint; compared folded, as whole words. */
  readonly complaintWords: readonly string[];
  readonly nodes: readonly SurveyNode[];
  /** The system's own texts by name. */
  readonly system: Readonly<Record<string, Texts>>;
}

/** A text by language. */
export type Texts = Readonly<Record<string, string>>;

export interface Variable {
  readonly type: 'number' | 'choice' | 'text';
  /** Asked only after consent, and never in outgoing texts. */
  readonly sensitive?: boolean;
}

/** The first node for each way in. */
export interface Entries {
  readonly invited?: string;
  readonly walkIn?: string;
}

export type SurveyNode = WaitingNode | BranchNode | HandoffNode | EndNode;
/** A node that sends a text and waits for the reply. */
export type WaitingNode = ConsentNode | QuestionNode;
export type QuestionNode = ChoiceNode | NumberNode | ScaleNode | TextNode;

interface Waiting {
  readonly id: string;
  readonly text: Texts;
  /** Name of the system text for a reply not understood; `invalid` when absent. */
  readonly invalid?: string;
}

/**
 * Asks for agreement. Without a variable it is the consent to the survey itself; with one it is an item whose
 * agreement is recorded as 1 and whose refusal as 2.
 */
export interface ConsentNode extends Waiting {
  readonly kind: 'consent';
  readonly accept: readonly string[];
  readonly refuse: readonly string[];
  readonly variable?: string;
  /** What somebody who says that it was not them denies: with the consent to the survey itself only. */
  readonly about?: Affair;
  readonly next: {
    readonly agreed: string;
    readonly refused: string;
    readonly tooManyTries: string;
    readonly silence: string;
  };
}

interface Question extends Waiting {
  readonly variable: string;
  readonly skip: readonly string[];
  /** The node that follows each way a question can be left. */
  readonly next: {
    readonly answer: string;
    readonly skip: string;
    readonly refusal: string;
    readonly tooManyTries: string;
    readonly silence: string;
  };
}

export interface ChoiceNode extends Question {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  /** Words asked about as they stand: an option's word with the same letters counts only with its marks. */
  readonly unsure?: readonly string[];
}

export interface Option {
  readonly value: number;
  readonly label: Texts;
  /** Written with marks: a reply's marks must agree with them, missing ones never matter. */
  readonly accept: readonly string[];
  /** The times it stands for, both ends included; without an end it stands for all that are longer. */
  readonly minutes?: { readonly from: number; readonly to?: number };
}

/** A count. Bigger numbers up to `topCode` are read as `max`, which then means "so many or more". */
export interface NumberNode extends Question {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly topCode?: number;
  /** What is counted, as people write it behind the number, with marks (`lần`). */
  readonly unit?: readonly string[];
  /** Phrases that stand for a number. */
  readonly words?: Readonly<Record<string, number>>;
}

export interface ScaleNode extends Question {
  readonly kind: 'scale';
  readonly min: number;
  readonly max: number;
}

/** A free text, recorded as a comment. */
export interface TextNode extends Question {
  readonly kind: 'text';
}

export interface BranchNode {
  readonly id: string;
  readonly kind: 'branch';
  /** The first case whose guard holds decides. */
  readonly cases: readonly { readonly when: Guard; readonly to: string }[];
  readonly otherwise: string;
}

/** Opens a case for people to deal with, says nothing and goes on. */
export interface HandoffNode {
  readonly id: string;
  readonly kind: 'handoff';
  /** What the case is about: somebody agreed to be contacted about their answers. */
  readonly request: 'follow-up';
  readonly next: string;
}

export interface EndNode {
  readonly id: string;
  readonly kind: 'end';
  readonly reason: 'completed' | 'refused' | 'too-many-tries' | 'expired';
  /** What is said at the end: a text of its own, or a system text by name, or nothing. */
  readonly text?: Texts;
  readonly system?: string;
  /** What its text sends people to: where one does not answer, the system text `{id}.alone` is said instead. */
  readonly services?: readonly ServiceName[];
}

/** A condition on what was answered so far. An unanswered variable makes comparison and membership false. */
export type Guard =
  | { readonly compare: string; readonly is: Comparison; readonly value: number }
  | { readonly in: string; readonly values: readonly number[] }
  | { readonly answered: string }
  | { readonly comment: CommentFlag }
  | { readonly and: readonly Guard[] }
  | { readonly or: readonly Guard[] }
  | { readonly not: Guard };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What a comment of the response can be marked with. */
export type CommentFlag = 'complaint';

/** A survey with the hash that names this very version. */
export interface LoadedSurvey {
  readonly survey: Survey;
  readonly hash: SurveyHash;
}

const byId = new WeakMap<Survey, ReadonlyMap<string, SurveyNode>>();

/**
 * A node by its id.
 * @throws RangeError when there is none: a parsed survey's targets all exist, so the caller holds a wrong survey.
 */
export function nodeOf(survey: Survey, id: string): SurveyNode {
  let nodes = byId.get(survey);
  if (nodes === undefined) {
    nodes = new Map(survey.nodes.map((node) => [node.id, node]));
    byId.set(survey, nodes);
  }
  const node = nodes.get(id);
  if (node === undefined) throw new RangeError(`survey ${survey.id} has no node ${id}`);
  return node;
}

/** Whether a node sends a text and waits for the reply. */
export const isWaiting = (node: SurveyNode): node is WaitingNode => !isSilent(node) && node.kind !== 'end';

/** Whether a node neither says anything nor waits: the way leads on within the same step. */
export const isSilent = (node: SurveyNode): node is BranchNode | HandoffNode =>
  node.kind === 'branch' || node.kind === 'handoff';

/** The consent to the survey itself. */
export type ParticipationNode = ConsentNode & { readonly variable?: never };

/** Whether a node is the consent to the survey itself. */
export const isParticipation = (node: SurveyNode): node is ParticipationNode =>
  node.kind === 'consent' && node.variable === undefined;
