import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a packaged CloudFormation template that we look at. */
export interface Template {
  readonly AWSTemplateFormatVersion: string;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, Properties>>;
  readonly Parameters: Readonly<Record<string, Properties>>;
  readonly Conditions: Properties;
}

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Properties;
}
export type Properties = Readonly<Record<string, unknown>>;

/** One statement of a role's policy, its lists always lists and its ARNs readable: `${AWS::Region}` and so on. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: unknown;
}

export function readTemplate(packageDir: string): Template {
  return JSON.parse(readFileSync(join(packageDir, 'cloudformation-template-update-stack.json'), 'utf8'));
}

export function resourcesOf(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** @throws Error when the template has no such resource. */
export function resource(template: Template, id: string): Resource {
  const found = template.Resources[id];
  if (found === undefined) throw new Error(`The template has no resource "${id}".`);
  return found;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly RawStatement[] };
}

/** Every statement of a role: of its inline policies, and of those that it only has under a condition of the stack. */
export function statementsOf(template: Template, roleId: string): readonly Statement[] {
  return policiesOf(template, roleId).flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(readable));
}

function policiesOf(template: Template, roleId: string): readonly Policy[] {
  const inline = resource(template, roleId).Properties.Policies as readonly Policy[];
  const others = resourcesOf(template, 'AWS::IAM::RolePolicy')
    .map(([, { Properties }]) => Properties)
    .filter(({ RoleName }) => target(RoleName) === roleId);
  return [...inline, ...(others as readonly unknown[] as readonly Policy[])];
}

interface RawStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

function readable({ Sid, Effect, Action, Resource, Condition }: RawStatement): Statement {
  return {
    sid: Sid ?? '',
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat().map(text),
    ...(Condition !== undefined && { condition: Condition }),
  };
}

/** An intrinsic function as the text it stands for: `Fn::Sub` as it is, `Fn::GetAtt` as `${Id.Attribute}`. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return String(value);
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Fn::Sub') return String(argument);
  if (name === 'Ref') return `\${${argument}}`;
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `\${${argument.join('.')}}`;
  return JSON.stringify(value);
}

/** What the option `imageRoles` stands in place of, as a resource of a statement. */
export const IMAGE_ROLES = text({ Ref: 'ImageRoleArns' });

/** The logical id behind a `Ref` or the resource of an `Fn::GetAtt`. */
export function target(value: unknown): string {
  return /^\$\{([^.}]+)/.exec(text(value))?.[1] ?? text(value);
}
