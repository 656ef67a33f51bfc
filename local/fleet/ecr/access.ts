import type { RepositoryModel } from './model.ts';
import { matchesWildcard } from './tags.ts';

/** What a pull needs. */
const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: string | { readonly AWS?: string | readonly string[] };
  readonly Action?: string | readonly string[];
  readonly Condition?: object;
}

/**
 * Whether the repository's policy forbids tasks of its own account to pull. Within the account the execution role's
 * permissions are enough, so that only a Deny counts; one with a condition is taken not to be met.
 */
export function deniesPull({ policy }: RepositoryModel, account: string, role: string | undefined): boolean {
  return statementsOf(policy).some(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === 'Deny' &&
      Condition === undefined &&
      listed(Action).some((action) => PULL.some((needed) => matchesWildcard(action, needed))) &&
      isMeant(Principal, account, role),
  );
}

/** Throws SyntaxError for what is no JSON. */
export function statementsOf(policy = '{}'): readonly Statement[] {
  return [JSON.parse(policy).Statement ?? []].flat();
}

function isMeant(principal: Statement['Principal'], account: string, role: string | undefined): boolean {
  const names = typeof principal === 'string' ? [principal] : listed(principal?.AWS);
  return names.some(
    (name) => name === '*' || name === account || name === role || name.endsWith(`:${account}:root`),
  );
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
