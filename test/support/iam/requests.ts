import type { IamRequest } from './policy.ts';

/** What IAM looks up besides the call: tags of what it names, and the roles that a task definition hands to tasks. */
export interface Account {
  readonly account: string;
  readonly region: string;
  serviceTags(clusterArn: string, service: string): Readonly<Record<string, string>>;
  repositoryTags(name: string): Readonly<Record<string, string>>;
  publicRepositoryTags(name: string): Readonly<Record<string, string>>;
  definition(reference: string): Definition;
}
export interface Definition {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
}

/** An execution of a response, as Lambda names it: version, execution's name, its id. */
export function executionOf(functionName: string): string {
  return `function:${functionName}:3/durable-execution/incident-1/0a1b2c3d`;
}

/** On a resource of the action's own service, in our account and Region. */
export function on(
  action: string,
  { account, region }: Pick<Account, 'account' | 'region'>,
  resource: string,
): readonly IamRequest[] {
  const [service] = action.split(':');
  return [{ action, resource: `arn:aws:${service}:${region}:${account}:${resource}` }];
}

/** AWS knows no resource for these. */
export function everywhere(action: string): readonly IamRequest[] {
  return [{ action, resource: '*' }];
}

/** By ARN, or by name in our own account. */
export function clusterArn(account: Account, cluster = 'default'): string {
  return cluster.startsWith('arn:') ? cluster : ecsArn(account, `cluster/${cluster}`);
}

export function ecsArn({ account, region }: Account, resource: string): string {
  return `arn:aws:ecs:${region}:${account}:${resource}`;
}

export function tagContext(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

export function lastPart(reference = ''): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}
