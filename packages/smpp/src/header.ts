/** command_length, command_id, command_status, sequence_number: four octets each (SMPP 3.4 §3.2). */
export const HEADER_OCTETS = 16;

/** Bit 31 of command_id marks a response (SMPP 3.4 §5.1.2). */
export const RESPONSE_BIT = 0x80000000;

/** No PDU of ours or theirs is longer. */
export const LONGEST_PDU = 65_536;
