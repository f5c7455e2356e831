/** sysexits(3), as far as the command uses them. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unavailable: 69, config: 78 } as const;

/** Ends the process when a command ends, with the exit code it resolves to. */
export async function exitWith(command: Promise<number>): Promise<void> {
  endWith(await command);
}

/** Ends with the code once nothing is left to do; a forgotten handle must not keep an ended command alive. */
export function endWith(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

const LINGER_MS = 1_000;
