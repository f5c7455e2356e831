/** What a log line may say of an error: its code or class, never its message, which may quote a text. */
export const errorName = (error: unknown): string =>
  error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown';
