import { rm, writeFile } from 'node:fs/promises';
import { FUNCTIONS } from './build.ts';
import { declaredPermissions, type FunctionName, WILDCARD_REASONS } from './declared-permissions.ts';
import { packagedStack } from './stack.ts';
import { resource, type Statement, statementsOf, type Template } from './template.ts';

export const ROLES: Readonly<Record<FunctionName, string>> = {
  'ecs-events': 'TriageRole',
  respond: 'RespondRole',
  slack: 'SlackRole',
};

/** docs/iam.md: what each role may do, on what, who needs it and why it is not narrower. */
export function iamDoc(template: Template): string {
  return [
    '# What Watchkeeper may do in your account',
    '',
    'Written by `npm run docs` from the code that declares the permissions and the packaged template; a test',
    'fails when the two differ, or when this page is not current. Every function has a role of its own.',
    ...FUNCTIONS.flatMap((name) => ['', ...roleSection(name, template)]),
    '',
  ].join('\n');
}

function roleSection(name: FunctionName, template: Template): readonly string[] {
  const role = resource(template, ROLES[name]);
  return [
    `## \`${name}\``,
    '',
    `${role.Properties.Description}.`,
    '',
    '| May | On | Needed by |',
    '| --- | --- | --- |',
    ...statementsOf(role).map((statement) => row(name, statement)),
  ];
}

function row(name: FunctionName, statement: Statement): string {
  const reason = WILDCARD_REASONS[statement.sid];
  const condition =
    statement.condition === undefined ? [] : [`when \`${conditionText(statement.condition)}\``];
  return [
    statement.actions.map((action) => `\`${action}\``).join('<br>'),
    [...statement.resources.map((arn) => `\`${short(arn)}\``), ...condition].join('<br>'),
    [neededBy(name, statement.actions).join(', '), ...(reason ? [reason] : [])].join('.<br>'),
  ]
    .map((cell) => ` ${cell} `)
    .join('|')
    .replace(/^/, '|')
    .concat('|');
}

function neededBy(name: FunctionName, actions: readonly string[]): readonly string[] {
  const declared = declaredPermissions()[name].filter((one) =>
    one.actions.some((it) => actions.includes(it)),
  );
  return [...new Set(declared.map(({ by }) => by))];
}

function conditionText(condition: unknown): string {
  return short(JSON.stringify(condition, (_key, value) => value?.['Fn::Sub'] ?? value));
}

/** The service and the resource; the account is always one's own, the Region too unless it says otherwise. */
function short(arn: string): string {
  return arn.replace(
    /arn:\$\{AWS::Partition\}:(\w+):(\$\{AWS::Region\}|\*)?:\$\{AWS::AccountId\}:/g,
    (_arn, service, region) => (region === '*' ? `${service} in any Region: ` : `${service}: `),
  );
}

async function main(): Promise<void> {
  const { folder, template } = await packagedStack();
  await writeFile('docs/iam.md', iamDoc(template));
  await rm(folder, { recursive: true });
}

if (import.meta.main) await main();
