import { createHash } from 'node:crypto';

/** SHA-256 works on blocks of this many bytes. */
const blockBytes = 64;

/**
 * The pads of HMAC-SHA-256 (RFC 2104) for a key, as the staging statements bind them: the database then hashes in
 * bulk, `sha256(outer || sha256(inner || text))`, and the key itself never enters a statement's text.
 */
export function padsOf(key: Uint8Array): { inner_pad: Uint8Array; outer_pad: Uint8Array } {
  const block = new Uint8Array(blockBytes);
  block.set(key.length > blockBytes ? createHash('sha256').update(key).digest() : key);
  return { inner_pad: block.map((byte) => byte ^ 0x36), outer_pad: block.map((byte) => byte ^ 0x5c) };
}
