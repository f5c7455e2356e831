import type { Latencies } from './statistics';

/** What the generator is asked to do. */
export type Job =
  /** So many texts unanswered at any time, for so long. */
  | { readonly kind: 'closed'; readonly window: number; readonly seconds: number }
  /** Texts by schedule, whether answers come or not. */
  | { readonly kind: 'open'; readonly perSecond: number; readonly seconds: number }
  /** So many new phones begin a conversation and consent, and then stay silent. */
  | { readonly kind: 'fill'; readonly window: number; readonly conversations: number };

export interface JobResult {
  /** Texts whose reply was submitted. */
  readonly turns: number;
  readonly seconds: number;
  /** Text due → reply submitted. */
  readonly reply: Latencies;
  /** Text due → deliver_sm_resp. */
  readonly acknowledged: Latencies;
  /** Texts without reply or response when the job ended. */
  readonly missing: number;
  /** Receipts acknowledged. */
  readonly receipts: number;
  /** Responses with an error, and replies that were not the expected prompt. */
  readonly wrong: number;
}

export type ToGenerator = ({ readonly type: 'run' } & Job) | { readonly type: 'stop' };

export type FromGenerator =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'bound' }
  | ({ readonly type: 'result' } & JobResult);
