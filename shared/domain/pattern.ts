/**
 * Whether `name` is matched by `pattern`, in which `*` stands for any run of characters. Case counts. Linear
 * in the length of both, so that no pattern can make it slow; an empty pattern matches nothing.
 */
export function matchesName(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern !== '' && pattern === name;
  if (!name.startsWith(head)) return false;

  let at = head.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}
