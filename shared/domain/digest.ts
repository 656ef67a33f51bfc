/**
 * SHA-256 of a text, as hex digits. Node's crypto is looked up at the first use: importing it costs every start
 * 5 ms, and an event that is ignored needs no digest.
 */
export function sha256(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
