type Tags = Readonly<Record<string, string>>;

/** Stacks of the CDK put its version or construct path into metadata, and often into tags by convention. */
const CDK = /^(aws-cdk|aws:cdk|cdk)(:|$)/i;
/** Nobody's standard: what modules and style guides use for what Terraform has made. */
const TERRAFORM = /^(terraform|tf)([-_:].{0,60})?$/i;
const MAKER = /^(managed|created|provisioned)[-_:]?by$|^provisioner$/i;

/** What code a resource comes from, as far as its tags say, and what is to be changed there. */
export interface Origin {
  readonly tool: 'CloudFormation' | 'CDK' | 'Terraform';
  readonly where: string;
}

/**
 * CloudFormation tags what it makes with the stack's name; Terraform tags nothing by itself, so only conventions
 * can tell: a missing tag proves nothing.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export function originOf(tags: Tags): Origin | undefined {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack !== undefined) {
    const resource = tags['aws:cloudformation:logical-id'];
    const where = `${resource === undefined ? '' : `${resource} in `}the stack ${stack}`;
    return { tool: Object.keys(tags).some((key) => CDK.test(key)) ? 'CDK' : 'CloudFormation', where };
  }
  const hint = Object.entries(tags).find(
    ([key, value]) => TERRAFORM.test(key) || (MAKER.test(key) && /terraform|opentofu/i.test(value)),
  );
  return hint && { tool: 'Terraform', where: `the code behind its tag ${hint[0]}=${hint[1]}` };
}

/** One sentence for people: which values the next deployment puts back, and where to change them. */
export function originSentence(tags: Tags, values: readonly string[]): string | undefined {
  const origin = originOf(tags);
  if (origin === undefined || values.length === 0) return undefined;
  const what = values.join(' and ');
  const sure = origin.tool === 'Terraform' ? 'unless it ignores changes of it' : 'if it is set there';
  return `${origin.tool} will put back the ${what} with its next deployment, ${sure}: change it in ${origin.where}`;
}
