import type { PduOf } from './commands';
import type { MessageName } from './session-events';

export interface Part {
  readonly reference: number;
  readonly total: number;
  readonly part: number;
  readonly width: 8 | 16;
}
export interface SplitBody {
  readonly udh: Buffer;
  readonly body: Buffer;
  readonly part?: Part;
  readonly wellFormed: boolean;
}
export declare function splitUdh(esmClass: number, body: Buffer): SplitBody;
export declare function bodyOf(pdu: PduOf<MessageName>): Buffer;
export declare function partOf(pdu: PduOf<MessageName>): Part | undefined;
export declare function isReceipt(pdu: PduOf<'deliver_sm' | 'data_sm'>): boolean;
