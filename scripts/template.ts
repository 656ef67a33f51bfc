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

/** Every statement of a role's inline policies. */
export function statementsOf(role: Resource): readonly Statement[] {
  const policies = role.Properties.Policies as readonly {
    PolicyDocument: { Statement: RawStatement[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(readable));
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

/** The logical id behind a `Ref` or the resource of an `Fn::GetAtt`. */
export function target(value: unknown): string {
  return /^\$\{([^.}]+)/.exec(text(value))?.[1] ?? text(value);
}
