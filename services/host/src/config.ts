import { isAbsolute, relative, resolve } from 'node:path';
import { GatewayError } from '@mscore/ports';
import { nearestName } from './nearest-name';
import { addressText, type Setting, settings } from './settings';

type Settings = typeof settings;
type ValueOf<S> = S extends Setting<infer T> ? T : never;

/** The configuration, every value checked. Paths are absolute. */
export type Config = { readonly [Name in keyof Settings]: ValueOf<Settings[Name]> };

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from the environment.
 * @throws GatewayError MSCORE_CONFIG naming every unknown or bad variable at once.
 */
export function readConfig(environment: Environment, workingFolder: string): Config {
  const problems = unknownNames(environment);
  const read: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const text = environment[one.name];
    const result = one.read(text ?? one.default);
    if ('problem' in result) problems.push(`${one.name} ${result.problem}`);
    else read[key] = result.value;
    if (one.testOnly && text && environment.NODE_ENV !== 'test') {
      problems.push(`${one.name} is for test builds only (NODE_ENV=test)`);
    }
  }
  if (problems.length > 0) throw badConfig(problems);
  return withPaths(read as unknown as Config, workingFolder);
}

function withPaths(config: Config, workingFolder: string): Config {
  const data = resolve(workingFolder, config.data);
  const keys = resolve(workingFolder, config.keys);
  if (isInside(keys, data)) {
    throw badConfig(['MSCORE_KEYS must lie outside MSCORE_DATA: a copy of the data must not carry its keys']);
  }
  return {
    ...config,
    data,
    keys,
    links: resolve(workingFolder, config.links),
    surveys: config.surveys === '' ? '' : resolve(workingFolder, config.surveys),
    keywords: config.keywords === '' ? '' : resolve(workingFolder, config.keywords),
    bus: urlOf('MSCORE_BUS', config.bus, data, workingFolder),
    store: urlOf('MSCORE_STORE', config.store, data, workingFolder),
  };
}

function urlOf(name: string, text: string, data: string, workingFolder: string): string {
  if (text === '') return `file:${data}`;
  if (!text.startsWith('file:')) return text;
  if (resolve(workingFolder, text.slice('file:'.length)) !== data) {
    throw badConfig([`${name} must name the folder of MSCORE_DATA when it is a file: URL`]);
  }
  return `file:${data}`;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

function unknownNames(environment: Environment): string[] {
  const known = new Set(Object.values(settings).map((one) => one.name as string));
  return Object.keys(environment)
    .filter((name) => name.startsWith('MSCORE_') && !known.has(name))
    .map((name) => `${name} is no setting${suggestion(name, known)}`);
}

function suggestion(name: string, known: ReadonlySet<string>): string {
  const near = nearestName(name, [...known]);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

const badConfig = (problems: readonly string[]): GatewayError =>
  new GatewayError('MSCORE_CONFIG', problems.join('; '), { retry: false });

/** What an operator may see of the configuration: everything but the switches of test builds, and no secrets. */
export function describeConfig(config: Config): Readonly<Record<string, string>> {
  const shown = (Object.keys(settings) as (keyof Settings)[]).filter((key) => !('testOnly' in settings[key]));
  return Object.fromEntries(shown.map((key) => [settings[key].name, textOf(config[key])]));
}

function textOf(value: Config[keyof Config]): string {
  if (typeof value === 'object' && 'host' in value) return addressText(value);
  // A URL may carry a login.
  return String(value).replace(/\/\/[^/@]*@/, '//…@');
}

/** The README's table of settings, in Markdown. */
export function settingsTable(): string {
  const rows = Object.values(settings)
    .filter((one) => !('testOnly' in one))
    .map((one) => `| \`${one.name}\` | ${one.default === '' ? '' : `\`${one.default}\``} | ${one.help} |`);
  return ['| variable | default | what it does |', '|---|---|---|', ...rows].join('\n');
}
