/** Collects what is wrong with a payload, each problem with its place. */
export interface Problems {
  readonly list: string[];
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function need(problems: Problems, ok: boolean, place: string, what: string): boolean {
  if (!ok) problems.list.push(`${place}: ${what}`);
  return ok;
}

/** A text of 1 to `max` characters. */
export function checkString(problems: Problems, value: unknown, place: string, max: number): void {
  if (
    !need(problems, typeof value === 'string' && value.length > 0, place, 'must be a text that is not empty')
  )
    return;
  const text = String(value);
  need(problems, text.length <= max, place, `must be at most ${max} characters, and has ${text.length}`);
  need(problems, text.isWellFormed(), place, 'must not contain half a surrogate pair');
}

export function checkOptionalString(problems: Problems, value: unknown, place: string, max: number): void {
  if (value !== undefined) checkString(problems, value, place, max);
}

/** The entries of a list with 1 to `max` of them. */
export function checkList(
  problems: Problems,
  value: unknown,
  place: string,
  max: number,
): readonly unknown[] {
  if (!Array.isArray(value)) {
    need(problems, false, place, 'must be a list');
    return [];
  }
  need(
    problems,
    value.length >= 1 && value.length <= max,
    place,
    `must have 1 to ${max} entries, and has ${value.length}`,
  );
  return value;
}

export function checkUnique(problems: Problems, values: readonly unknown[], place: string): void {
  const given = values.filter((value) => value !== undefined);
  need(problems, new Set(given).size === given.length, place, 'must be unique');
}

/** A text object of one of the given kinds. */
export function checkText(
  problems: Problems,
  value: unknown,
  place: string,
  max: number,
  kinds: readonly string[] = ['plain_text', 'mrkdwn'],
): void {
  if (!isFields(value)) {
    need(problems, false, place, 'must be a text object');
    return;
  }
  need(problems, kinds.includes(String(value.type)), `${place}.type`, `must be ${kinds.join(' or ')}`);
  checkString(problems, value.text, `${place}.text`, max);
  need(
    problems,
    value.emoji === undefined || value.type === 'plain_text',
    `${place}.emoji`,
    'is for plain_text only',
  );
  need(
    problems,
    value.verbatim === undefined || value.type === 'mrkdwn',
    `${place}.verbatim`,
    'is for mrkdwn only',
  );
}
