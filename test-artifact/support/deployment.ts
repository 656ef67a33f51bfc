import {
  type Properties,
  type Resource,
  readTemplate,
  resourcesOf,
  type Template,
} from '../../scripts/template.ts';
import { reaches } from '../../test/support/rules.ts';
import { settle } from './settle.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** A function as the template describes it. */
export interface FunctionSettings {
  readonly FunctionName: string;
  readonly Handler: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  /** The ARN of its role. */
  readonly Role: string;
}

interface RuleSettings extends Properties {
  readonly Targets: readonly { readonly Arn: string }[];
}

/** A template as CloudFormation would create it: every reference is the name or the ARN of what it refers to. */
export interface Deployment {
  readonly template: Template;
  /** Properties of the resource with this logical id, with all references settled. */
  properties<Settings = Properties>(id: string): Settings;
  all<Settings = Properties>(type: string): readonly Settings[];
  /** ARNs that EventBridge would hand an event to; one that two rules match comes twice. */
  targetsOf(event: unknown): readonly string[];
  /** What `Ref` gives, and what `Fn::GetAtt` gives for `Arn`. */
  name(id: string): string;
  arn(id: string): string;
}

export function readDeployment(packageFolder: string): Deployment {
  const template = readTemplate(packageFolder);
  const resources = Object.entries(template.Resources);
  const settlement = {
    parameters: { 'AWS::AccountId': ACCOUNT, 'AWS::Region': REGION, 'AWS::Partition': 'aws' },
    names: Object.fromEntries(resources.map(([id, resource]) => [id, nameOf(id, resource)])),
    attributes: Object.fromEntries(resources.flatMap(([id, resource]) => attributesOf(id, resource))),
  };
  const properties = <Settings>(id: string) => {
    const { Properties } = template.Resources[id] ?? {};
    if (Properties === undefined) throw new Error(`the template has no resource "${id}"`);
    return settle(Properties, settlement) as Settings;
  };
  const all = <Settings>(type: string) => resourcesOf(template, type).map(([id]) => properties<Settings>(id));
  const targetsOf = (event: unknown) =>
    all<RuleSettings>('AWS::Events::Rule')
      .filter((rule) => reaches(rule, event))
      .flatMap(({ Targets }) => Targets.map(({ Arn }) => Arn));
  const name = (id: string) => settlement.names[id] ?? '';
  const arn = (id: string) => settlement.attributes[`${id}.Arn`] ?? '';
  return { template, properties, all, targetsOf, name, arn };
}

/** The name at the end of an ARN. */
export function nameIn(arn: string): string {
  return arn.split(':').at(-1) ?? '';
}

function nameOf(id: string, { Properties }: Resource): string {
  return String(Properties.FunctionName ?? `watchkeeper-prod-${id}-1A2B3C`);
}

function attributesOf(id: string, resource: Resource): readonly (readonly [string, string])[] {
  return [
    [`${id}.Arn`, arnOf(id, resource)],
    [`${id}.QueueName`, nameOf(id, resource)],
    [`${id}.Version`, '1'],
  ];
}

/** Near enough to AWS's own: the service, and what kind of thing a function is. */
function arnOf(id: string, resource: Resource): string {
  const service = resource.Type.split('::')[1]?.toLowerCase();
  const kind = service === 'lambda' ? 'function:' : '';
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${kind}${nameOf(id, resource)}`;
}
