/** Version of this program, as its package says. */
export const PROGRAM_VERSION = '0.1.0';
