/** One thing that IAM could be asked, as stage `prod` of account 123456789012 in eu-west-1. */
export interface Attempt {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** What a function cannot do, in words for docs/iam.md, and the attempts that a test sees denied. */
export interface Denial {
  readonly cannot: string;
  /** Service prefixes of which no action at all is allowed, on any resource. */
  readonly services?: readonly string[];
  readonly attempts?: readonly Attempt[];
}

export const HOME = 'eu-west-1:123456789012';
export const ELSEWHERE = ['eu-west-1:999999999999', 'us-east-1:123456789012'];
export const SERVICE = `arn:aws:ecs:${HOME}:service/prod/api`;
export const CLUSTER = `arn:aws:ecs:${HOME}:cluster/prod`;
export const DEFINITION = `arn:aws:ecs:${HOME}:task-definition/api:7`;
export const TASK = `arn:aws:ecs:${HOME}:task/prod/0a1b2c3d`;
export const LEDGER = `arn:aws:dynamodb:${HOME}:table/LedgerTable`;
export const REPOSITORY = `arn:aws:ecr:${HOME}:repository/shop/api`;
export const ROLE = 'arn:aws:iam::123456789012:role/api';

export const respond = (qualifier: string) =>
  `arn:aws:lambda:${HOME}:function:watchkeeper-prod-respond${qualifier}`;
export const respondEcr = (qualifier: string) =>
  `arn:aws:lambda:${HOME}:function:watchkeeper-prod-respond-ecr${qualifier}`;
export const respondScaling = (qualifier: string) =>
  `arn:aws:lambda:${HOME}:function:watchkeeper-prod-respond-scaling${qualifier}`;
export const parameter = (name: string) => `arn:aws:ssm:${HOME}:parameter/${name}`;
export const each = (actions: readonly string[], resource: string): readonly Attempt[] =>
  actions.map((action) => ({ action, resource }));

type Context = NonNullable<Attempt['context']>;

export function change(context: Context, resource = SERVICE): Attempt {
  return { action: 'ecs:UpdateService', resource, context };
}

export function run(context: Context, resource = DEFINITION): Attempt {
  return { action: 'ecs:RunTask', resource, context };
}

export function restore(context: Context, resource = REPOSITORY): Attempt {
  return { action: 'ecr:UpdateImageStorageClass', resource, context };
}

export function pass(service: string, resource = ROLE): Attempt {
  return { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': service } };
}

export function tag(resource: string, context: Context): Attempt {
  return { action: 'ecs:TagResource', resource, context };
}
