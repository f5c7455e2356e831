/** What is wrong with a definition, and where. */
export interface Problem {
  /** JSON pointer into the definition; empty for the whole of it. */
  readonly path: string;
  readonly message: string;
}
