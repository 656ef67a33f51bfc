import { type Failure, InvalidParameterException } from '@aws-sdk/client-ecs';
import { refusal } from '../errors.ts';
import { type Page, pageOf } from './paging.ts';

/** ECS's answer to input that breaks a rule. */
export function invalid(message: string): InvalidParameterException {
  return new InvalidParameterException(refusal(message));
}

/** A list must have between one and `most` items. */
export function checkCount(what: string, list: readonly unknown[] | undefined, most: number): void {
  if (list === undefined || list.length === 0) throw invalid(`${what} cannot be empty.`);
  if (list.length > most) throw invalid(`${what} can have at most ${most} items.`);
}

/**
 * What a Describe call finds of what it is asked for; the rest are failures in its answer, by the ARN that each would
 * have: `arnOf` a name.
 */
export function lookUp<Found>(
  references: readonly string[] | undefined,
  find: (reference: string) => Found | undefined,
  arnOf: (name: string) => string = (name) => name,
): { readonly found: readonly Found[]; readonly failures: Failure[] } {
  const found: Found[] = [];
  const failures: Failure[] = [];
  for (const reference of references ?? []) {
    const one = find(reference);
    const arn = reference.startsWith('arn:') ? reference : arnOf(reference);
    if (one !== undefined) found.push(one);
    else failures.push({ arn, reason: 'MISSING' });
  }
  return { found, failures };
}

/** A page of a List call, with the size it asks for or the call's default; 100 is the most. */
export function ecsPage<T>(
  list: readonly T[],
  input: { readonly nextToken?: string | undefined; readonly maxResults?: number | undefined },
  usual: number,
): Page<T> {
  const size = input.maxResults ?? usual;
  if (size < 1 || size > 100) throw invalid('maxResults must be between 1 and 100.');
  return pageOf(list, input.nextToken, size, () => invalid('Invalid token.'));
}
