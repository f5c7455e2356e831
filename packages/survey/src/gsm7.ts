/** Septets of one GSM-7 segment (3GPP TS 23.040 §9.2.3.16: 140 octets). */
export const SEGMENT_SEPTETS = 160;

// 3GPP TS 23.038 §6.2.1, default alphabet and its extension table.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('\f^{}\\[~]|€');

/** Septets a text takes in GSM-7, or the first character that the alphabet lacks. */
export function septetsOf(text: string): { readonly septets: number } | { readonly foreign: string } {
  let septets = 0;
  for (const character of text) {
    if (basic.has(character)) septets += 1;
    else if (extended.has(character)) septets += 2;
    else return { foreign: character };
  }
  return { septets };
}

/** Whether a text fits one GSM-7 segment. */
export function fitsSegment(text: string): boolean {
  const measured = septetsOf(text);
  return 'septets' in measured && measured.septets <= SEGMENT_SEPTETS;
}
