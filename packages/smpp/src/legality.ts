import type { BindName, CommandName, RequestName } from './commands';
import type { MessageName, SessionState } from './session-events';

/** Who speaks: the side that binds, or the one bound to. */
export type Role = 'esme' | 'smsc';

export const otherRole = (role: Role): Role => (role === 'esme' ? 'smsc' : 'esme');

export const isBound = (state: SessionState): boolean =>
  state === 'BOUND_TX' || state === 'BOUND_RX' || state === 'BOUND_TRX';

export const isBind = (command: CommandName): command is BindName =>
  command === 'bind_transceiver' || command === 'bind_transmitter' || command === 'bind_receiver';

export const isMessage = (command: RequestName): command is MessageName =>
  command === 'submit_sm' || command === 'deliver_sm' || command === 'data_sm';

/** What an ESME asks about messages it has sent, or of many at once. */
export type OperationName = Extract<RequestName, 'submit_multi' | 'query_sm' | 'cancel_sm' | 'replace_sm'>;

export const isOperation = (command: RequestName): command is OperationName =>
  command === 'submit_multi' || command === 'query_sm' || command === 'cancel_sm' || command === 'replace_sm';

/** The state a bind leads to (SMPP 3.4 §2.2). */
export function boundStateOf(command: BindName): SessionState {
  switch (command) {
    case 'bind_transmitter':
      return 'BOUND_TX';
    case 'bind_receiver':
      return 'BOUND_RX';
    case 'bind_transceiver':
      return 'BOUND_TRX';
    default:
      return command satisfies never;
  }
}

/**
 * Whether `sender` may send this request in this state: SMPP 3.4 §2.3, table 2-1. enquire_link is allowed always; in
 * OPEN the table does not list it, and peers that probe before they bind exist.
 */
export function mayRequest(state: SessionState, command: RequestName, sender: Role): boolean {
  switch (command) {
    case 'enquire_link':
      return true;
    case 'bind_transceiver':
    case 'bind_transmitter':
    case 'bind_receiver':
      return sender === 'esme' && state === 'OPEN';
    case 'outbind':
      return sender === 'smsc' && state === 'OPEN';
    case 'unbind':
      return isBound(state);
    case 'submit_sm':
    case 'submit_multi':
    case 'query_sm':
    case 'cancel_sm':
    case 'replace_sm':
      return sender === 'esme' && transmits(state);
    case 'deliver_sm':
    case 'alert_notification':
      return sender === 'smsc' && receives(state);
    case 'data_sm':
      return sender === 'esme' ? transmits(state) : receives(state);
    default:
      return command satisfies never;
  }
}

const transmits = (state: SessionState): boolean => state === 'BOUND_TX' || state === 'BOUND_TRX';
const receives = (state: SessionState): boolean => state === 'BOUND_RX' || state === 'BOUND_TRX';
