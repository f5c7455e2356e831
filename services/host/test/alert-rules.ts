import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Where the files of Prometheus are. */
export const folder = join(__dirname, '../../../infra/prometheus');
export const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'));

export interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The alert rules as they are shipped. */
export const rules = (read('alerts.yml') as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
