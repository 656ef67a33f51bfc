import { InvalidParameterException } from '@aws-sdk/client-ecs';
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
