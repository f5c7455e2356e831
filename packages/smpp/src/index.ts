export type { Alphabet } from './alphabet';
export * from './body';
export {
  type BindName,
  type Body,
  type CommandName,
  commandIds,
  createPdu,
  type Draft,
  type Field,
  type Pdu,
  type PduOf,
  type RequestName,
  type ResponseName,
} from './commands';
export * from './connect';
export * from './decode';
export type { Destination, UnsuccessfulDestination } from './destinations';
export * from './encode';
export * from './framing';
export * from './message-id';
export * from './receipt';
export * from './segment';
export * from './session';
export * from './session-events';
export { type Connection, type ConnectionClock, type ConnectionOptions, openConnection } from './socket';
export * from './statuses';
export * from './text';
export type { TlsOptions } from './tls';
export * from './tlvs';
