import {
  IMAGE_ROLES,
  type Resource,
  resource,
  type Statement,
  statementsOf,
  type Template,
  text,
} from '../../../scripts/template.ts';

/** Where the stack is deployed, and what CloudFormation called the things whose names it makes up. */
export interface Deployment {
  readonly account: string;
  readonly region: string;
  /** Logical id -> name; without one it is the logical id. */
  readonly names?: Readonly<Record<string, string>>;
  /** What the option `imageRoles` names; without it there is no statement about it. */
  readonly imageRole?: string;
}

/** The statements of a packaged role as IAM gets them: every intrinsic function replaced by what it stands for. */
export function deployedStatements(
  template: Template,
  roleId: string,
  deployment: Deployment,
): readonly Statement[] {
  const statements = statementsOf(template, roleId).map((statement) => ({
    ...statement,
    resources: statement.resources
      .filter((arn) => arn !== IMAGE_ROLES || deployment.imageRole !== undefined)
      .map((arn) => substituted(arn, template, deployment)),
    ...(statement.condition !== undefined && {
      condition: deploy(statement.condition, template, deployment),
    }),
  }));
  return statements.filter(({ resources }) => resources.length > 0);
}

/** A part of the template, deployed. Throws on an intrinsic function or a reference that is not known here. */
export function deploy(part: unknown, template: Template, deployment: Deployment): unknown {
  if (Array.isArray(part)) return part.map((item) => deploy(item, template, deployment));
  if (part === null || typeof part !== 'object') return part;
  const [[first = ''] = []] = Object.entries(part);
  if (first === 'Ref' || first.startsWith('Fn::')) return substituted(text(part), template, deployment);
  const fields = Object.entries(part).map(([key, value]) => [key, deploy(value, template, deployment)]);
  return Object.fromEntries(fields);
}

function substituted(intrinsic: string, template: Template, deployment: Deployment): string {
  if (intrinsic.startsWith('{')) throw new Error(`${intrinsic} is not known to test/support/iam/roles.ts.`);
  return intrinsic.replace(/\$\{([^}]+)\}/g, (_all, name: string) => standsFor(name, template, deployment));
}

function standsFor(name: string, template: Template, deployment: Deployment): string {
  const { account, region, names = {}, imageRole } = deployment;
  const pseudo: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': account,
    'AWS::Region': region,
    ...(imageRole !== undefined && { ImageRoleArns: imageRole }),
  };
  const [id = '', attribute] = name.split('.');
  const known = pseudo[name];
  if (known !== undefined) return known;
  if (attribute !== 'Arn') throw new Error(`\${${name}} is not known to test/support/iam/roles.ts.`);
  return arnOf(resource(template, id), names[id] ?? id, { account, region });
}

const ARNS: Readonly<Record<string, (name: string) => string>> = {
  'AWS::DynamoDB::Table': (name) => `dynamodb:{}:table/${name}`,
  'AWS::SQS::Queue': (name) => `sqs:{}:${name}`,
  'AWS::Events::Rule': (name) => `events:{}:rule/${name}`,
};

function arnOf({ Type }: Resource, name: string, { account, region }: Deployment): string {
  const arn = ARNS[Type]?.(name);
  if (arn === undefined) throw new Error(`The ARN of an ${Type} is not known to test/support/iam/roles.ts.`);
  return `arn:aws:${arn.replace('{}', `${region}:${account}`)}`;
}
