import { readFileSync } from 'node:fs';

/** What a process has used so far (Linux). */
export interface Usage {
  /** User and system time of all its threads. */
  readonly cpuSeconds: number;
  readonly residentMb: number;
}

/** Ticks per second of /proc/PID/stat: 100 on every Linux Node runs on. */
const TICKS = 100;

/** Reads a process's accounts (proc(5)). */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const residentKb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS, residentMb: residentKb / 1_024 };
}
