/** A service's own view of itself. `reasons` is for operators: plain words, no numbers of citizens, no texts. */
export interface Health {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

/** What the host starts in order and stops in reverse. */
export interface Service {
  readonly name: string;
  /** Resolves when the service does its work; rejects with a `GatewayError` that says why it cannot. */
  start(): Promise<void>;
  /** Stops taking work, finishes what it has, resolves within `withinMs`. */
  stop(withinMs: number): Promise<void>;
  health(): Health;
}

/** The only fields a log line may carry: an allow-list, so that no number and no text can slip in. */
export interface LogFields {
  /** Event id or request id. */
  readonly id?: string;
  /** Subscriber id; the logger keeps its first 8 characters. */
  readonly subscriber?: string;
  readonly link?: string;
  readonly topic?: string;
  readonly group?: string;
  readonly code?: string;
  /** SMPP command name. */
  readonly command?: string;
  /** SMPP command_status. */
  readonly status?: number;
  readonly state?: string;
  readonly reason?: string;
  readonly count?: number;
  readonly ms?: number;
  readonly attempt?: number;
  readonly error?: string;
  readonly path?: string;
  readonly signal?: string;
  readonly address?: string;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** One line per decision: `event` is a stable kebab-case name. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/** Metrics by name; the host declares each with its help text and refuses undeclared names. */
export interface Metrics {
  count(name: string, labels?: Readonly<Record<string, string>>, by?: number): void;
  gauge(name: string, value: number, labels?: Readonly<Record<string, string>>): void;
}

/**
 * Reports that a named crash point was reached. In production it does nothing; under test the host ends the process
 * with SIGKILL at the chosen passage. On a text's way: 3 journalled, not yet answered · 8 a save durable, its caller
 * not told · 9 a turn saved, its effects unpublished · 12 a submission recorded, not sent · 13 on the wire, unanswered ·
 * 14 accepted by the network, the outcome unsaved.
 */
export type Failpoint = (row: 'row3' | 'row8' | 'row9' | 'row12' | 'row13' | 'row14') => void;

/** The failpoint of every installation that is not a test build. */
export const noFailpoint: Failpoint = () => {};
