/**
 * Partitions of every topic of the embedded bus. Part of the data format: stored rows and offsets carry the number,
 * so another count needs another format version.
 */
export const PARTITIONS = 4;

/** The partition of a key: FNV-1a over its UTF-16 code units. Part of the data format, like the count. */
export function partitionOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  // The low bits of FNV-1a mix badly for short keys; folding the high half in evens them out.
  return ((hash >>> 16) ^ (hash & 0xffff)) % PARTITIONS;
}
