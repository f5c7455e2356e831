import type { Failpoint } from '@mscore/ports';
import { noFailpoint } from '@mscore/ports';
import type { FailpointSetting } from './settings';

/**
 * The failpoint of a test build: at the chosen passage the process ends as by `kill -9`, with nothing flushed.
 * Without a setting, or for other rows, passing costs one comparison.
 */
export function createFailpoint(setting: FailpointSetting | undefined): Failpoint {
  if (setting === undefined) return noFailpoint;
  let passages = 0;
  return (row) => {
    if (row !== setting.row) return;
    passages += 1;
    if (passages === setting.after) process.kill(process.pid, 'SIGKILL');
  };
}
