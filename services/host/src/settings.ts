import type { LogLevel } from '@mscore/ports';
import { type CountryCode, isSupportedCountry } from '@mscore/smpp-connector';

/** One environment variable: the README's table is generated from these. */
export interface Setting<T> {
  readonly name: `MSCORE_${string}`;
  readonly default: string;
  readonly help: string;
  /** Accepted only under NODE_ENV=test: it ends the process or breaks a promise on purpose. */
  readonly testOnly?: true;
  /** The value, or what is wrong with it. */
  readonly read: (text: string) => { readonly value: T } | { readonly problem: string };
}

const setting = <T>(declared: Setting<T>): Setting<T> => declared;
const value = <T>(of: T) => ({ value: of });
const problem = (text: string) => ({ problem: text });

const nonEmpty = (text: string) => (text === '' ? problem('must not be empty') : value(text));

const oneOf =
  <T extends string>(...allowed: readonly T[]) =>
  (text: string) =>
    allowed.includes(text as T) ? value(text as T) : problem(`must be one of: ${allowed.join(', ')}`);

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  const fits = /^\d+$/.test(text) && number >= least && number <= most;
  return fits ? value(number) : problem(`must be a whole number from ${least} to ${most}`);
};

/** Where an HTTP server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

function address(text: string) {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) return problem('must be HOST:PORT, for example 127.0.0.1:8080');
  return value<Address>({ host: match[1] ?? match[2] ?? '', port });
}

/** As it is written in a URL. */
export const addressText = ({ host, port }: Address): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Where a test build ends itself: `row9:after:37` means at the 37th passage. */
export interface FailpointSetting {
  readonly row: string;
  readonly after: number;
}

function failpoint(text: string) {
  if (text === '') return value<FailpointSetting | undefined>(undefined);
  const match = /^(row(?:3|8|9|12|13|14)):after:([1-9]\d{0,8})$/.exec(text);
  if (match?.[1] === undefined) return problem('must be like row9:after:37, row one of 3, 8, 9, 12, 13, 14');
  return value<FailpointSetting | undefined>({ row: match[1], after: Number(match[2]) });
}

function country(text: string) {
  if (!/^[A-Z]{2}$/.test(text)) return problem('must be two capital letters');
  return isSupportedCountry(text) ? value<CountryCode>(text) : problem('is no country whose numbers are known');
}

/** Every setting there is, in the order of the README. */
export const settings = {
  data: setting({
    name: 'MSCORE_DATA',
    default: './data',
    help: 'Folder of everything the gateway remembers.',
    read: nonEmpty,
  }),
  keys: setting({
    name: 'MSCORE_KEYS',
    default: './keys',
    help: 'Folder of the keys, made on first start. Must lie outside `MSCORE_DATA`. Losing it means losing every opt-out.',
    read: nonEmpty,
  }),
  http: setting({
    name: 'MSCORE_HTTP',
    default: '127.0.0.1:8080',
    help: 'Where `/healthz`, `/readyz` and `/metrics` listen.',
    read: address,
  }),
  links: setting({
    name: 'MSCORE_LINKS',
    default: 'links.json',
    help: 'File of the links to message centres.',
    read: nonEmpty,
  }),
  bus: setting({
    name: 'MSCORE_BUS',
    default: '',
    help: 'Bus: `file:` and the data folder, which is also the default.',
    read: value<string>,
  }),
  store: setting({
    name: 'MSCORE_STORE',
    default: '',
    help: 'Store: `file:` and the data folder, which is also the default.',
    read: value<string>,
  }),
  surveys: setting({
    name: 'MSCORE_SURVEYS',
    default: '',
    help: 'Folder of survey files; empty for the surveys that come with the gateway.',
    read: value<string>,
  }),
  survey: setting({
    name: 'MSCORE_SURVEY',
    default: 'one-stop-shop',
    help: 'Id of the survey that `DG` starts.',
    read: nonEmpty,
  }),
  keywords: setting({
    name: 'MSCORE_KEYWORDS',
    default: '',
    help: 'File of words that start a certain survey, and of more spellings of the keywords, by short code, as in `infra/keywords.example.json`. A short code that no link has is refused.',
    read: value<string>,
  }),
  walkIn: setting({
    name: 'MSCORE_WALK_IN',
    default: 'on',
    help: '`on`: `DG` without a dossier starts the survey, counted apart as self-initiated. `off`: it does not.',
    read: oneOf('on', 'off'),
  }),
  hotline: setting({
    name: 'MSCORE_HOTLINE',
    default: '',
    help: 'Sentence about the hotline at the end of some texts, at most 24 characters, for example ` Goi 18008081.`',
    read: (text: string) =>
      /^[\x20-\x7e]{0,24}$/.test(text) ? value(text) : problem('must be at most 24 ASCII characters'),
  }),
  country: setting({
    name: 'MSCORE_COUNTRY',
    default: 'VN',
    help: 'Country whose mobile numbers are answered (ISO 3166-1 alpha-2). Texts of all others are kept, never answered.',
    read: country,
  }),
  replyExpiresMinutes: setting({
    name: 'MSCORE_REPLY_EXPIRES_MINUTES',
    default: '60',
    help: 'A reply not sent within so many minutes is dropped with an event.',
    read: whole(1, 10_080),
  }),
  replyReport: setting({
    name: 'MSCORE_REPLY_REPORT',
    default: 'none',
    help: 'Whether replies ask for receipts: `none`, `final`, or `all` to have also the acceptance by the message centre told.',
    read: oneOf('none', 'final', 'all'),
  }),
  fastReplyMs: setting({
    name: 'MSCORE_FAST_REPLY_MS',
    default: '3000',
    help: 'Within so many milliseconds after the network took a question, and without a receipt, nobody can have answered it: what comes then was written before. A link may say otherwise.',
    read: whole(0, 60_000),
  }),
  sendsPerDay: setting({
    name: 'MSCORE_SENDS_PER_DAY',
    default: '60',
    help: 'So many texts go to one person in 24 hours; a running survey is never cut.',
    read: whole(1, 10_000),
  }),
  resendAfterMs: setting({
    name: 'MSCORE_RESEND_AFTER_MS',
    default: '10000',
    help: 'How long a text whose outcome is unknown waits for a late response before it is sent again.',
    read: whole(100, 600_000),
  }),
  logLevel: setting({
    name: 'MSCORE_LOG_LEVEL',
    default: 'info',
    help: '`error`, `warn`, `info`, or `debug` for a line per message.',
    read: oneOf<LogLevel>('error', 'warn', 'info', 'debug'),
  }),
  failpoint: setting({
    name: 'MSCORE_FAILPOINT',
    default: '',
    help: 'Test builds only: ends the process at a crash point.',
    testOnly: true,
    read: failpoint,
  }),
  sabotage: setting({
    name: 'MSCORE_SABOTAGE',
    default: '',
    help: 'Test builds only: breaks durability, to see the judge notice.',
    testOnly: true,
    read: oneOf('', 'synchronous-off'),
  }),
};
