/**
 * What a sender does about a status: `throttle` slows down and keeps the message, `temporary` tries again later,
 * `bind` binds anew, `credentials` alerts somebody, `final` gives the message up, `vendor` asks the link's own table.
 */
export type StatusClass = 'ok' | 'throttle' | 'temporary' | 'bind' | 'credentials' | 'final' | 'vendor';

export interface Status {
  readonly code: number;
  readonly meaning: string;
  readonly class: StatusClass;
}

/** command_status values of SMPP 3.4 §5.1.3, and from ESME_RSERTYPUNAUTH on those SMPP 5.0 §4.7.6 adds. */
export const statuses = {
  ESME_ROK: { code: 0x00, class: 'ok', meaning: 'no error' },
  ESME_RINVMSGLEN: { code: 0x01, class: 'final', meaning: 'message length is invalid' },
  ESME_RINVCMDLEN: { code: 0x02, class: 'final', meaning: 'command length is invalid' },
  ESME_RINVCMDID: { code: 0x03, class: 'final', meaning: 'invalid command id' },
  ESME_RINVBNDSTS: { code: 0x04, class: 'bind', meaning: 'incorrect bind status for this command' },
  ESME_RALYBND: { code: 0x05, class: 'bind', meaning: 'already bound' },
  ESME_RINVPRTFLG: { code: 0x06, class: 'final', meaning: 'invalid priority flag' },
  ESME_RINVREGDLVFLG: { code: 0x07, class: 'final', meaning: 'invalid registered delivery flag' },
  ESME_RSYSERR: { code: 0x08, class: 'temporary', meaning: 'system error' },
  ESME_RINVSRCADR: { code: 0x0a, class: 'final', meaning: 'invalid source address' },
  ESME_RINVDSTADR: { code: 0x0b, class: 'final', meaning: 'invalid destination address' },
  ESME_RINVMSGID: { code: 0x0c, class: 'final', meaning: 'invalid message id' },
  ESME_RBINDFAIL: { code: 0x0d, class: 'credentials', meaning: 'bind failed' },
  ESME_RINVPASWD: { code: 0x0e, class: 'credentials', meaning: 'invalid password' },
  ESME_RINVSYSID: { code: 0x0f, class: 'credentials', meaning: 'invalid system id' },
  ESME_RCANCELFAIL: { code: 0x11, class: 'final', meaning: 'cancel failed' },
  ESME_RREPLACEFAIL: { code: 0x13, class: 'final', meaning: 'replace failed' },
  ESME_RMSGQFUL: { code: 0x14, class: 'throttle', meaning: 'message queue full' },
  ESME_RINVSERTYP: { code: 0x15, class: 'final', meaning: 'invalid service type' },
  ESME_RINVNUMDESTS: { code: 0x33, class: 'final', meaning: 'invalid number of destinations' },
  ESME_RINVDLNAME: { code: 0x34, class: 'final', meaning: 'invalid distribution list name' },
  ESME_RINVDESTFLAG: { code: 0x40, class: 'final', meaning: 'invalid destination flag' },
  ESME_RINVSUBREP: { code: 0x42, class: 'final', meaning: 'submit with replace not allowed' },
  ESME_RINVESMCLASS: { code: 0x43, class: 'final', meaning: 'invalid esm_class' },
  ESME_RCNTSUBDL: { code: 0x44, class: 'final', meaning: 'cannot submit to distribution list' },
  ESME_RSUBMITFAIL: { code: 0x45, class: 'final', meaning: 'submit failed' },
  ESME_RINVSRCTON: { code: 0x48, class: 'final', meaning: 'invalid source type of number' },
  ESME_RINVSRCNPI: { code: 0x49, class: 'final', meaning: 'invalid source numbering plan' },
  ESME_RINVDSTTON: { code: 0x50, class: 'final', meaning: 'invalid destination type of number' },
  ESME_RINVDSTNPI: { code: 0x51, class: 'final', meaning: 'invalid destination numbering plan' },
  ESME_RINVSYSTYP: { code: 0x53, class: 'final', meaning: 'invalid system type' },
  ESME_RINVREPFLAG: { code: 0x54, class: 'final', meaning: 'invalid replace_if_present flag' },
  ESME_RINVNUMMSGS: { code: 0x55, class: 'final', meaning: 'invalid number of messages' },
  ESME_RTHROTTLED: { code: 0x58, class: 'throttle', meaning: 'throttled: allowed rate exceeded' },
  ESME_RINVSCHED: { code: 0x61, class: 'final', meaning: 'invalid scheduled delivery time' },
  ESME_RINVEXPIRY: { code: 0x62, class: 'final', meaning: 'invalid validity period' },
  ESME_RINVDFTMSGID: { code: 0x63, class: 'final', meaning: 'predefined message invalid or not found' },
  ESME_RX_T_APPN: { code: 0x64, class: 'temporary', meaning: 'receiver: temporary application error' },
  ESME_RX_P_APPN: { code: 0x65, class: 'final', meaning: 'receiver: permanent application error' },
  ESME_RX_R_APPN: { code: 0x66, class: 'final', meaning: 'receiver: message rejected' },
  ESME_RQUERYFAIL: { code: 0x67, class: 'final', meaning: 'query failed' },
  ESME_RINVOPTPARSTREAM: { code: 0xc0, class: 'final', meaning: 'error in the optional part of the PDU' },
  ESME_ROPTPARNOTALLWD: { code: 0xc1, class: 'final', meaning: 'optional parameter not allowed' },
  ESME_RINVPARLEN: { code: 0xc2, class: 'final', meaning: 'invalid parameter length' },
  ESME_RMISSINGOPTPARAM: { code: 0xc3, class: 'final', meaning: 'expected optional parameter missing' },
  ESME_RINVOPTPARAMVAL: { code: 0xc4, class: 'final', meaning: 'invalid optional parameter value' },
  ESME_RDELIVERYFAILURE: { code: 0xfe, class: 'final', meaning: 'delivery failure' },
  ESME_RUNKNOWNERR: { code: 0xff, class: 'final', meaning: 'unknown error' },
  ESME_RSERTYPUNAUTH: { code: 0x100, class: 'final', meaning: 'not authorised for this service type' },
  ESME_RPROHIBITED: { code: 0x101, class: 'final', meaning: 'prohibited from this operation' },
  ESME_RSERTYPUNAVAIL: { code: 0x102, class: 'final', meaning: 'service type unavailable' },
  ESME_RSERTYPDENIED: { code: 0x103, class: 'final', meaning: 'service type denied' },
  ESME_RINVDCS: { code: 0x104, class: 'final', meaning: 'invalid data coding scheme' },
  ESME_RINVSRCADDRSUBUNIT: { code: 0x105, class: 'final', meaning: 'invalid source address subunit' },
  ESME_RINVDSTADDRSUBUNIT: { code: 0x106, class: 'final', meaning: 'invalid destination address subunit' },
  ESME_RINVBCASTFREQINT: { code: 0x107, class: 'final', meaning: 'invalid broadcast frequency interval' },
  ESME_RINVBCASTALIAS_NAME: { code: 0x108, class: 'final', meaning: 'invalid broadcast alias name' },
  ESME_RINVBCASTAREAFMT: { code: 0x109, class: 'final', meaning: 'invalid broadcast area format' },
  ESME_RINVNUMBCAST_AREAS: { code: 0x10a, class: 'final', meaning: 'invalid number of broadcast areas' },
  ESME_RINVBCASTCNTTYPE: { code: 0x10b, class: 'final', meaning: 'invalid broadcast content type' },
  ESME_RINVBCASTMSGCLASS: { code: 0x10c, class: 'final', meaning: 'invalid broadcast message class' },
  ESME_RBCASTFAIL: { code: 0x10d, class: 'final', meaning: 'broadcast failed' },
  ESME_RBCASTQUERYFAIL: { code: 0x10e, class: 'final', meaning: 'broadcast query failed' },
  ESME_RBCASTCANCELFAIL: { code: 0x10f, class: 'final', meaning: 'broadcast cancel failed' },
  ESME_RINVBCAST_REP: { code: 0x110, class: 'final', meaning: 'invalid number of repeated broadcasts' },
  ESME_RINVBCASTSRVGRP: { code: 0x111, class: 'final', meaning: 'invalid broadcast service group' },
  ESME_RINVBCASTCHANIND: { code: 0x112, class: 'final', meaning: 'invalid broadcast channel indicator' },
} as const satisfies Record<string, Status>;

export type StatusName = keyof typeof statuses;

/** From here on a code means what the SMSC's vendor says (SMPP 3.4 §5.1.3, table 5-2: 0x400–0x4FF). */
const FIRST_VENDOR_CODE = 0x400;

const byCode = new Map<number, { readonly name: string; readonly class: StatusClass }>(
  Object.entries(statuses).map(([name, status]) => [status.code, { name, class: status.class }]),
);

/** The specification's name of a status, or the code as `0x00000400`. */
export function statusName(code: number): string {
  return byCode.get(code)?.name ?? `0x${code.toString(16).padStart(8, '0')}`;
}

/** The class of a status. Reserved codes nobody defined are final: repeating them has no reason to help. */
export function statusClass(code: number): StatusClass {
  return byCode.get(code)?.class ?? (code >= FIRST_VENDOR_CODE ? 'vendor' : 'final');
}
