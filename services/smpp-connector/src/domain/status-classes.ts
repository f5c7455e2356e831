import { type StatusClass, statusClass, statusName } from '@mscore/smpp';
import type { LinkProfile } from './profile';

/** What a command_status means on a link: by the specification, unless its profile says otherwise. */
export function statusClasses({ errors }: Pick<LinkProfile, 'errors'>): (status: number) => StatusClass {
  const overrides = new Map<string, StatusClass>(
    Object.entries(errors).map(([name, meaning]) => [name.startsWith('0x') ? codeName(name) : name, meaning]),
  );
  if (overrides.size === 0) return statusClass;
  // Success is success: nothing a profile could say helps where the message was taken.
  return (status) => (status === 0 ? 'ok' : (overrides.get(statusName(status)) ?? statusClass(status)));
}

/** A code may be written with or without leading zeros, and may have a name all the same. */
const codeName = (code: string): string => statusName(Number.parseInt(code, 16));
