import {
  InvalidNextTokenException,
  ObjectNotFoundException,
  ValidationException,
} from '@aws-sdk/client-application-auto-scaling';
import { type Page, pageOf } from '../api/paging.ts';
import { refusal } from '../errors.ts';

/** Application Auto Scaling's answer to input that breaks a rule. */
export function invalid(message: string): ValidationException {
  return new ValidationException(refusal(message));
}

export function notFound(what: string, id: string | undefined): ObjectNotFoundException {
  return new ObjectNotFoundException(
    refusal(`No ${what} found for service namespace: ecs, resource ID: ${id}`),
  );
}

/** At most 50 a page. */
export function page<T>(
  list: readonly T[],
  {
    MaxResults = 50,
    NextToken,
  }: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
): { readonly items: Page<T>['items']; readonly next: { readonly NextToken?: string } } {
  if (MaxResults < 1 || MaxResults > 50) throw invalid('MaxResults must be between 1 and 50');
  const bad = () => new InvalidNextTokenException(refusal('Invalid next token'));
  const { items, nextToken } = pageOf(list, NextToken, MaxResults, bad);
  return { items, next: nextToken === undefined ? {} : { NextToken: nextToken } };
}

/** Only ECS services are simulated. */
export function checkNamespace(input: {
  readonly ServiceNamespace?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}): void {
  const { ServiceNamespace, ScalableDimension = 'ecs:service:DesiredCount' } = input;
  if (ServiceNamespace === 'ecs' && ScalableDimension === 'ecs:service:DesiredCount') return;
  throw invalid(
    `Unsupported service namespace or scalable dimension: ${ServiceNamespace}, ${ScalableDimension}`,
  );
}
