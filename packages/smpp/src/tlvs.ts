/** An optional parameter: its octets as they stand on the wire, known tag or not (SMPP 3.4 §3.2.4). */
export interface Tlv {
  /** 0…0xFFFF. */
  readonly tag: number;
  readonly value: Buffer;
}

/** Optional parameter tags of SMPP 3.4 §5.3.2 and those SMPP 5.0 §4.8.4 adds, by the specification's name. */
export const tlvTags = {
  dest_addr_subunit: 0x0005,
  dest_network_type: 0x0006,
  dest_bearer_type: 0x0007,
  dest_telematics_id: 0x0008,
  source_addr_subunit: 0x000d,
  source_network_type: 0x000e,
  source_bearer_type: 0x000f,
  source_telematics_id: 0x0010,
  qos_time_to_live: 0x0017,
  payload_type: 0x0019,
  additional_status_info_text: 0x001d,
  receipted_message_id: 0x001e,
  ms_msg_wait_facilities: 0x0030,
  privacy_indicator: 0x0201,
  source_subaddress: 0x0202,
  dest_subaddress: 0x0203,
  user_message_reference: 0x0204,
  user_response_code: 0x0205,
  source_port: 0x020a,
  destination_port: 0x020b,
  sar_msg_ref_num: 0x020c,
  language_indicator: 0x020d,
  sar_total_segments: 0x020e,
  sar_segment_seqnum: 0x020f,
  sc_interface_version: 0x0210,
  callback_num_pres_ind: 0x0302,
  callback_num_atag: 0x0303,
  number_of_messages: 0x0304,
  callback_num: 0x0381,
  dpf_result: 0x0420,
  set_dpf: 0x0421,
  ms_availability_status: 0x0422,
  network_error_code: 0x0423,
  message_payload: 0x0424,
  delivery_failure_reason: 0x0425,
  more_messages_to_send: 0x0426,
  message_state: 0x0427,
  congestion_state: 0x0428,
  ussd_service_op: 0x0501,
  broadcast_channel_indicator: 0x0600,
  broadcast_content_type: 0x0601,
  broadcast_content_type_info: 0x0602,
  broadcast_message_class: 0x0603,
  broadcast_rep_num: 0x0604,
  broadcast_frequency_interval: 0x0605,
  broadcast_area_identifier: 0x0606,
  broadcast_error_status: 0x0607,
  broadcast_area_success: 0x0608,
  broadcast_end_time: 0x0609,
  broadcast_service_group: 0x060a,
  billing_identification: 0x060b,
  source_network_id: 0x060d,
  dest_network_id: 0x060e,
  source_node_id: 0x060f,
  dest_node_id: 0x0610,
  dest_addr_np_resolution: 0x0611,
  dest_addr_np_information: 0x0612,
  dest_addr_np_country: 0x0613,
  display_time: 0x1201,
  sms_signal: 0x1203,
  ms_validity: 0x1204,
  alert_on_message_delivery: 0x130c,
  its_reply_type: 0x1380,
  its_session_info: 0x1383,
} as const;

export type TlvName = keyof typeof tlvTags;

interface WithTlvs {
  readonly tlvs: readonly Tlv[];
}

/** The octets of the first optional parameter with this tag. */
export function findTlv(pdu: WithTlvs, tag: number): Buffer | undefined {
  for (const tlv of pdu.tlvs) if (tlv.tag === tag) return tlv.value;
  return undefined;
}

/** An unsigned integer of 1, 2 or 4 octets, big endian; undefined when absent or of another size. */
export function findTlvInteger(pdu: WithTlvs, tag: number): number | undefined {
  const value = findTlv(pdu, tag);
  if (value === undefined) return undefined;
  return value.length === 1 || value.length === 2 || value.length === 4 ? value.readUIntBE(0, value.length) : undefined;
}

/**
 * A C-octet string up to its NUL. Peers that forget the NUL are understood too: the length is known from the TLV.
 * Latin-1, so that no octet is lost.
 */
export function findTlvText(pdu: WithTlvs, tag: number): string | undefined {
  const value = findTlv(pdu, tag);
  if (value === undefined) return undefined;
  const end = value.indexOf(0);
  return value.toString('latin1', 0, end === -1 ? value.length : end);
}

/**
 * An optional parameter holding an unsigned integer.
 * @throws RangeError when the value does not fit in so many octets.
 */
export function integerTlv(tag: number, octets: 1 | 2 | 4, value: number): Tlv {
  const buffer = Buffer.alloc(octets);
  buffer.writeUIntBE(value, 0, octets);
  return { tag, value: buffer };
}

/** An optional parameter holding a C-octet string; the NUL is added. */
export function textTlv(tag: number, text: string): Tlv {
  return { tag, value: Buffer.from(`${text}\0`, 'latin1') };
}
