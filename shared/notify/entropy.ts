/**
 * Whether a long word reads like a random key: letters of both cases and digits, hardly any twice. Names, paths,
 * ids in hexadecimal up to 64 digits and digests stay readable. The limits tell random base64 of 30 characters
 * (4.5 bits per character) from identifiers (up to 4.1).
 */
export function looksSecret(word: string): boolean {
  if (/^[0-9a-f]+$/i.test(word)) return word.length > 64;
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  const bits = entropy(word);
  if (word.includes('/')) return classes === 3 && word.length >= 36 && bits >= 4.5;
  if (classes === 3) return word.length >= 30 && bits >= 4.25;
  return classes === 2 && word.length >= 40 && bits >= 4.4;
}

/** Shannon's, in bits per character. */
export function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  const parts = [...counts.values()].map((times) => times / word.length);
  return parts.reduce((sum, part) => sum - part * Math.log2(part), 0);
}
