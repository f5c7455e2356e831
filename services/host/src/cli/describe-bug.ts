import type { LogFields } from '@mscore/ports';

/** A bug by its name, its code and where it happened. Its message may quote data, and is left out. */
export function describeBug(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'not an Error' };
  const code: unknown = (error as NodeJS.ErrnoException).code;
  return {
    error: [error.name, ...framesOf(error)].join('\n'),
    ...(typeof code === 'string' ? { code } : {}),
  };
}

/** The lines after the message; a message of several lines may hold some that look like frames. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const at = stack.indexOf(message);
  if (at < 0) return [];
  return stack
    .slice(at + message.length)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
}
