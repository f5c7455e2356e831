import type { Draft, RequestName } from './commands';
import type { Answer, Output, Requested, SessionOptions, SessionState } from './session-events';

export declare class Session {
  constructor(options: SessionOptions, now: number);
  get state(): SessionState;
  get saturated(): boolean;
  get inFlight(): number;
  receive(bytes: Buffer, now: number): Output;
  request(draft: Draft<RequestName>, now: number): Requested;
  respond(inbound: number, answer: Answer, now: number): Output;
  tick(now: number): Output;
  nextDeadline(): number | undefined;
  closed(now: number, reason?: string): Output;
}
