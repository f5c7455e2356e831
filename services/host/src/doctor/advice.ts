import { type StatusName, statuses, statusName } from '@mscore/smpp';

/** What an operator does about a bind that was refused, by its command_status (SMPP 3.4 §5.1.3). */
const OF_BIND: Partial<Readonly<Record<StatusName, string>>> = {
  ESME_RINVPASWD:
    'The password is wrong: set "password", or what is in the file of "passwordFile"; it has at most 8 characters.',
  ESME_RINVSYSID: 'The account is unknown: set "systemId" as the message centre wrote it to you, upper and lower case.',
  ESME_RBINDFAIL:
    'The account, its password, its "systemType" or the kind of bind is not what the message centre allows; ' +
    'ask it which, and whether this machine’s address is on its list.',
  ESME_RINVSYSTYP: 'Set "systemType" to what the message centre gave you; most want none.',
  ESME_RINVBNDSTS: 'It does not take this kind of bind: set "bind": "pair".',
  ESME_RINVCMDID: 'It does not know this kind of bind: set "bind": "pair".',
  ESME_RSYSERR: 'The message centre is in trouble, or this machine’s address is not on its list; ask it.',
  ESME_RTHROTTLED: 'Too many binds in a short time: wait some minutes, then look again.',
};

/** What a refused bind means and what to set. */
export function adviceOnBind(status: number, gatewayRuns: boolean): string {
  if (status === statuses.ESME_RALYBND.code) {
    return gatewayRuns
      ? 'The gateway that runs holds the account’s only bind, which is how it should be. To examine the link, stop the ' +
          'gateway first, or ask the message centre for one more bind.'
      : 'Somebody else is bound with this account, or the message centre has not yet dropped an earlier session: wait ' +
          'a minute, then look again; if it stays so, ask who uses the account.';
  }
  const name = statusName(status) as StatusName;
  return OF_BIND[name] ?? `${meaningOf(name)}; ask the message centre what it wants.`;
}

const meaningOf = (name: StatusName): string =>
  Object.hasOwn(statuses, name) ? `It says: ${statuses[name].meaning}` : 'It says something only its vendor knows';

const HANGS_UP = 'It hangs up at once: this machine’s address may not be on its list, or the port may want "tls": {}.';
const NO_WAY = 'No way leads there: check routes, tunnels and firewalls.';
const NO_TRUST = 'Nobody this machine trusts vouches for its certificate: set "ca" or "pin" in "tls".';

/** What is behind an end before any bind, by the reason that the connection gives. */
const OF_REACHING: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, 'Nothing listens there: check "host" and "port".'],
  [/^ENOTFOUND$/, 'There is no such name: check "host".'],
  [/^EAI_AGAIN$/, 'The name cannot be looked up now: check this machine’s name service.'],
  [/^E(HOST|NET)UNREACH$/, NO_WAY],
  [/^(ETIMEDOUT|connect-timeout)$/, `Nobody answers there. ${NO_WAY}`],
  [/^(ECONNRESET|EPIPE|peer-closed)$/, HANGS_UP],
  [/^bind-timeout$/, 'It takes the connection and says nothing: the port may want "tls": {}, or be no SMPP port.'],
  [/^tls: .*pin/, 'Its key is another than "pin" says: find out why before you change the pin.'],
  [/^tls: .*expired|not yet valid/, 'Its certificate is out of its time; the message centre must renew it.'],
  [/^tls: .*another host/, 'Its certificate is of another name: set "servername" in "tls", or "pin".'],
  [/^tls: .*(self.signed|issuer|verify)/, NO_TRUST],
  [/^tls: /, 'It does not speak TLS there, or none that is safe: check "port", or leave "tls" out.'],
];

/** What to do about the word that a bind's last setback is told with: a command_status, or a reason of the connection. */
export function adviceOnSetback(setback: string): string {
  if (Object.hasOwn(statuses, setback)) return adviceOnBind(statuses[setback as StatusName].code, false);
  return /^0x/.test(setback) ? adviceOnBind(Number(setback), false) : adviceOnReaching(setback);
}

/** What the end of an attempt before any bind means. */
export const adviceOnReaching = (reason: string): string =>
  OF_REACHING.find(([pattern]) => pattern.test(reason))?.[1] ??
  'Look for this word in the message centre’s logs, and in those of this machine.';
