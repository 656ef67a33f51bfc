/**
 * Whether `name` is matched by `pattern`, in which `*` stands for any run of characters. Case counts. Linear
 * in the length of both, so that no pattern can make it slow; an empty pattern matches nothing.
 */
export function matchesName(pattern: string, name: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern !== '' && pattern === name;
  // Of 100,000 tags most begin otherwise, and need not be looked at further.
  if (!name.startsWith(pattern.slice(0, star))) return false;

  const pieces = pattern.slice(star + 1).split('*');
  const tail = pieces.pop() ?? '';
  let at = star;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}
