/**
 * An outside failure: a disk, a network, a peer. Adapters throw nothing else for what is not a bug.
 * `retry` says whether the same call may succeed later; `code` is stable and starts with `MSCORE_`.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: `MSCORE_${string}`;
  readonly retry: boolean;

  constructor(code: `MSCORE_${string}`, message: string, options: { retry: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = options.retry;
  }
}

/**
 * Thrown by a handler: nothing of the batch was handled, and the named events never will be.
 * The bus moves them durably to the dead-letter topic and calls again without them.
 */
export class PoisonEvents extends Error {
  override readonly name = 'PoisonEvents';
  /** Event ids. */
  readonly ids: readonly string[];

  constructor(ids: readonly string[], message: string) {
    super(message);
    this.ids = ids;
  }
}
