import type { Mark, Quiet } from '../domain/mark.ts';

/**
 * A mark as one element of a DynamoDB string set: adding it twice changes nothing, in whatever order, so that
 * duplicates and reordering need no bookkeeping. `|` separates, because ARNs and ISO dates never hold it.
 */
export function encodeMark({ at, id, group, data }: Mark): string {
  return [at, clean(id), clean(group), data ?? ''].join('|');
}

export function decodeMark(text: string): Mark {
  const [at = '', id = '', group = '', ...rest] = text.split('|');
  const data = rest.join('|');
  return data === '' ? { at, id, group } : { at, id, group, data };
}

export function encodeQuiet({ group, until, generation }: Quiet): string {
  return encodeMark({ at: until, id: String(generation), group });
}

export function decodeQuiet(text: string): Quiet {
  const { at, id, group } = decodeMark(text);
  return { group, until: at, generation: Number(id) };
}

/** Oldest first. */
export function decodeMarks(set: ReadonlySet<string> | undefined): readonly Mark[] {
  return [...(set ?? [])].sort().map(decodeMark);
}

/** The newest of each id: ECS sends several STOPPED events of one task, and a later one may know its cause better. */
export function onePerId(marks: readonly Mark[]): readonly Mark[] {
  const newest = new Map(marks.map((mark) => [mark.id, mark]));
  return marks.filter((mark) => newest.get(mark.id) === mark);
}

function clean(part: string): string {
  return part.replaceAll('|', '/');
}
