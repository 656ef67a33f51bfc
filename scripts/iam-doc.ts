import { rm, writeFile } from 'node:fs/promises';
import { FUNCTIONS } from './build.ts';
import { declaredPermissions, type FunctionName, WILDCARD_REASONS } from './declared-permissions.ts';
import { conditionWords } from './iam-condition-words.ts';
import { DENIALS } from './iam-denials.ts';
import { factsOf } from './iam-reference.ts';
import { packagedStack } from './stack.ts';
import { IMAGE_ROLES, resource, type Statement, statementsOf, type Template } from './template.ts';

export const ROLES: Readonly<Record<FunctionName, string>> = {
  'ecs-events': 'TriageRole',
  respond: 'RespondRole',
  'ecr-events': 'EcrTriageRole',
  'respond-ecr': 'RespondEcrRole',
  'scaling-events': 'ScalingTriageRole',
  'respond-scaling': 'RespondScalingRole',
  slack: 'SlackRole',
};

const INTRODUCTION = `# What Watchkeeper may do in your account

For whoever must approve it. Every function has a role of its own, with one inline policy; there is no managed policy, no
wildcard in an action, and no role that anything but Lambda may take on. The page is written by \`npm run docs\` from the
packaged template and from what the code declares; \`npm test\` fails when it is not current.

What is below is exact, and \`npm test\` proves it:

- **Nothing is missing, nothing is spare.** Every scenario of \`npm start\`, and what none of them needs, is played with each
  call to AWS written down by the function that made it. No call may be one that the packaged roles deny, and no
  action or resource in them may be one that no call needed (\`test/deployment/checks/least-privilege.ts\`).
  Nor may any other test let a function send what its role denies (\`test/support/iam/every-call.ts\`).
- **Nothing is wider than AWS allows.** Each statement is held against AWS's Service Authorization Reference: \`*\` stands
  only where AWS knows no resource, and every condition looks at a key that AWS gives that action
  (\`test/deployment/checks/iam-reference.ts\`).
- **What a function cannot do, it was tried to do** (\`test/deployment/checks/denials.ts\`).

The policies are evaluated by the rules that IAM documents, not by IAM. Names are those of stage \`prod\`; the account is your
own, and so is the Region unless it says otherwise. Six options of [the deployment](deployment.md#3-deploy) narrow what is \`*\`:
\`clusters\` (where it may act), \`taskRoles\` (which roles it may hand to tasks), \`logGroups\` (which logs it may read),
\`repositories\` (whose images it may archive, restore, tag and delete), \`publicRepositories\` (the same of ECR Public, where
it can only delete) and \`autoScalingGroups\` (whose size it may set). One, \`imageRoles\`, adds a statement that is not there without it.
Reads of ECS and ECR go to every cluster and repository on purpose: it tells of what it may not change, and what it
did not see to use an image could lose it.
With a KMS key of your own for the parameters, the three \`respond\` functions and \`slack\` also need \`kms:Decrypt\` on it.`;

/** docs/iam.md: what each role may do, on what and when, who needs it, and what it cannot do. */
export async function iamDoc(template: Template): Promise<string> {
  const sections = await Promise.all(FUNCTIONS.map((name) => roleSection(name, template)));
  return [INTRODUCTION, ...sections, ''].join('\n\n').trimEnd().concat('\n');
}

async function roleSection(name: FunctionName, template: Template): Promise<string> {
  const role = resource(template, ROLES[name]);
  const rows = await Promise.all(
    statementsOf(template, ROLES[name]).map((statement) => row(name, statement)),
  );
  return [
    `## \`${name}\``,
    '',
    `${role.Properties.Description}.`,
    '',
    '| May | On | Only if | Needed by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'It cannot:',
    '',
    ...DENIALS[name].map(({ cannot }) => `- ${cannot}`),
  ].join('\n');
}

async function row(name: FunctionName, { sid, actions, resources, condition }: Statement): Promise<string> {
  const reason = WILDCARD_REASONS[sid];
  const levels = await Promise.all(actions.map(factsOf));
  const cells = [
    levels.map(({ action, accessLevel }) => `\`${action}\` (${accessLevel.toLowerCase()})`),
    resources.map((arn) => `\`${short(arn)}\``),
    conditionWords(condition).map(short),
    [neededBy(name, actions).join(', ') + (reason ? '.' : ''), ...(reason ? [reason] : [])],
  ];
  return `| ${cells.map((lines) => lines.join('<br>')).join(' | ')} |`;
}

function neededBy(name: FunctionName, actions: readonly string[]): readonly string[] {
  const declared = declaredPermissions()[name].filter((one) =>
    one.actions.some((it) => actions.includes(it)),
  );
  return [...new Set(declared.map(({ by }) => by))];
}

/** The service and the resource; the account is always one's own, the Region too unless it says otherwise. */
function short(arn: string): string {
  if (arn === IMAGE_ROLES) return 'imageRoles: ARNs of roles';
  return arn.replace(
    /arn:\$\{AWS::Partition\}:(\w+):(\$\{AWS::Region\}|\*)?:\$\{AWS::AccountId\}:/g,
    (_arn, service, region) => (region === '*' ? `${service} in any Region: ` : `${service}: `),
  );
}

async function main(): Promise<void> {
  const { folder, template } = await packagedStack();
  await writeFile('docs/iam.md', await iamDoc(template));
  await rm(folder, { recursive: true });
}

if (import.meta.main) await main();
