import type { JudgeStatus } from './smsc';

/** What the judge's process is told. */
export type ToJudge =
  | { readonly type: 'status' }
  | { readonly type: 'lose-responses'; readonly holdMs: number }
  | { readonly type: 'admit-no-more' }
  | { readonly type: 'stop' };

/** What it tells. */
export type FromJudge =
  | { readonly type: 'listening'; readonly port: number }
  | ({ readonly type: 'status' } & JudgeStatus);
