/** One page of a list, and the token of the next. */
export interface Page<T> {
  readonly items: T[];
  readonly nextToken?: string;
}

/**
 * Cut a page out of a list. A token says how many items came before it; one that we did not give out makes `bad`
 * throw the service's own exception.
 */
export function pageOf<T>(
  list: readonly T[],
  token: string | undefined,
  size: number,
  bad: () => Error,
): Page<T> {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0 || start > list.length) throw bad();
  const end = start + size;
  const items = list.slice(start, end);
  if (end >= list.length) return { items };
  return { items, nextToken: Buffer.from(String(end)).toString('base64url') };
}
