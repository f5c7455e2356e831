import type { Socket } from 'node:net';
import type { Draft, RequestName } from './commands';
import type { Session } from './session';
import type { Answer, SessionEvent, SessionOptions } from './session-events';

export interface ConnectionClock {
  monotonic(): number;
  after(milliseconds: number, task: () => void): () => void;
}
export interface ConnectionOptions {
  readonly socket: Socket;
  readonly session: SessionOptions;
  readonly clock: ConnectionClock;
  onEvent(event: SessionEvent): void;
}
export interface Connection {
  readonly session: Session;
  request(draft: Draft<RequestName>): number | undefined;
  respond(inbound: number, answer: Answer): void;
  unbind(): void;
  destroy(reason: string): void;
}
export interface ConnectOptions extends Omit<ConnectionOptions, 'socket'> {
  readonly host: string;
  readonly port: number;
}
export declare function openConnection(options: ConnectionOptions): Connection;
export declare function connect(options: ConnectOptions): Connection;
