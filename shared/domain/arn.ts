/** The parts of `arn:partition:service:region:account:resource`. Region and account may be empty (IAM, S3). */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon, colons and slashes included. */
  readonly resource: string;
}

/** Any partition: aws, aws-cn, aws-us-gov, aws-iso, aws-eusc and those to come. */
const ARN =
  /^arn:(aws[a-z-]{0,20}):([a-z0-9-]{1,64}):([a-z0-9-]{0,32}):([\w#*]{0,32}):([\x21-\x7e]{1,1600})$/;

/** The parts of an ARN; undefined when the text is not one. */
export function parseArn(text: string): Arn | undefined {
  const match = ARN.exec(text);
  if (!match) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

/** The partition of a Region: what carries no ARN says no more. https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The cluster's name from its ARN; a plain name is given back. */
export function clusterName(clusterArn: string): string {
  return lastPart(clusterArn);
}

/** What Application Auto Scaling calls a service: `service/<cluster>/<name>`. */
export function serviceResourceId({ clusterArn, name }: { clusterArn: string; name: string }): string {
  return `service/${clusterName(clusterArn)}/${name}`;
}

/** The Auto Scaling group's name, which may hold slashes itself, from its ARN; a plain name is given back. */
export function groupName(groupArn: string): string {
  return groupArn.replace(/^arn:.*?:autoScalingGroupName\//, '');
}

/** The task's id, from the old ARN form (`task/<id>`) and the new one (`task/<cluster>/<id>`). */
export function taskId(taskArn: string): string {
  return lastPart(taskArn);
}

/** `family:revision`, from a task definition's ARN or from the short form itself. */
export function shortTaskDefinition(taskDefinitionArn: string): string {
  return lastPart(taskDefinitionArn);
}

/** The family alone, without the revision. */
export function taskFamily(taskDefinitionArn: string): string {
  return lastPart(taskDefinitionArn).replace(/:\d+$/, '');
}

function lastPart(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}
