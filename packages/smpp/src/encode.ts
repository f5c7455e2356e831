import type { Pdu } from './commands';

export declare function encodePdu(pdu: Pdu): Buffer;
