/** What each peer is put through, in the order of the table's columns. */
export const scenarios = {
  bind: 'bind, unbind',
  thousand: '1,000 texts',
  long: '3-part Vietnamese, shuffled',
  receipts: 'receipts, ids misspelled',
  killGateway: 'kill -9 of the gateway',
  killPeer: 'kill -9 of the peer',
  throttling: 'throttling',
  badPdus: 'bad PDUs',
  blackHole: 'black hole',
} as const;

export type ScenarioName = keyof typeof scenarios;

/** What came of a scenario. `objections` is empty when every promise was kept. */
export interface Seen {
  /** Counts and times, a cell of the table. */
  readonly said: string;
  readonly objections: readonly string[];
}

export interface Setting {
  /** Of this scenario alone; everything it writes is below. */
  readonly folder: string;
  readonly seed: number;
  /** Shorter black hole, fewer texts where nothing depends on their number. */
  readonly quick: boolean;
  /** Registers what must end with the scenario, however it ends. */
  readonly atEnd: (end: () => void | Promise<void>) => void;
}

/** A scenario of a peer, or why that peer cannot be made to do it. */
export type Play = ((setting: Setting) => Promise<Seen>) | { readonly cannot: string };

/** A program nobody here wrote, and what it can be put through. */
export interface Peer {
  readonly name: string;
  /** One line: version and role. */
  readonly what: string;
  /** What is missing on this machine to run it; undefined when nothing is. */
  missing(): string | undefined;
  readonly plays: Readonly<Record<ScenarioName, Play>>;
}
