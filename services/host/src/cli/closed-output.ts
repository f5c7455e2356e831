import type { EventEmitter } from 'node:events';

/**
 * What becomes of a command whose reader has heard enough, as `head` has: it ends quietly.
 * @param end ends it; not called for one that goes on without a reader
 * @returns how to say that it goes on: citizens are answered whether or not somebody reads the log
 */
export function heedReader(output: EventEmitter, end: () => void): { readonly goOn: () => void } {
  let goesOn = false;
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (!goesOn) end();
  });
  return {
    goOn: () => {
      goesOn = true;
    },
  };
}
