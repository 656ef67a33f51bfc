import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ACCOUNT, REGION } from '../../../local/world.ts';
import { FUNCTIONS } from '../../../scripts/build.ts';
import { ROLES } from '../../../scripts/iam-doc.ts';
import { factsOf, type ReferenceFacts, resourceOf } from '../../../scripts/iam-reference.ts';
import type { Stack } from '../../../scripts/stack.ts';
import type { Statement, Template } from '../../../scripts/template.ts';
import type { Asked } from '../../support/iam/asked.ts';
import { lambdasOwnRequests } from '../../support/iam/lambda.ts';
import { IMAGE_ROLE } from '../../support/iam/play-images.ts';
import { playAll } from '../../support/iam/plays.ts';
import { allowedBy, type IamRequest, matchesArn } from '../../support/iam/policy.ts';
import { deployedStatements } from '../../support/iam/roles.ts';

type Name = (typeof FUNCTIONS)[number];

/** The simulated world is stage `local`, and this is what its table is called. */
export const LOCAL = {
  account: ACCOUNT,
  region: REGION,
  names: { LedgerTable: 'watchkeeper-local' },
  imageRole: IMAGE_ROLE,
};

/** What test/support/iam/every-call.ts reads. */
const GRANTED = join(import.meta.dirname, '../../support/iam/granted.json');

export function checkLeastPrivilege({ template }: Stack): void {
  const stack = asStageLocal(template);
  const statements = (name: Name) => deployedStatements(stack, ROLES[name], LOCAL);
  let played: readonly Asked[] = [];
  beforeAll(async () => {
    played = await playAll();
  }, 180_000);
  const requests = (name: Name): readonly IamRequest[] => [
    ...played.filter(({ door }) => door === name).flatMap((call) => call.requests),
    ...lambdasOwnRequests(stack, name, LOCAL),
  ];

  it('every SDK command that the code can send was sent', () => {
    const sent = new Set(played.map(({ command }) => command));

    expect(commandsInCode().filter((command) => !sent.has(command))).toEqual([]);
  });

  it('every kind of action was carried out', () => {
    const writes = played.filter(({ command }) =>
      /^(RunTask|UpdateService|UpdateImageStorageClass|BatchDeleteImage|PutImage|PutEvents)$/.test(command),
    );
    const inputs = writes.flatMap(({ command, input }) =>
      Object.keys(input).map((key) => `${command} ${key}`),
    );

    expect(inputs).toEqual(
      expect.arrayContaining([
        'RunTask tags',
        'UpdateService taskDefinition',
        'UpdateService desiredCount',
        'UpdateImageStorageClass targetStorageClass',
        'BatchDeleteImage imageIds',
        'PutImage imageTag',
        'PutEvents Entries',
      ]),
    );
  });

  it('each call asks IAM for all that AWS’s reference says, and for nothing that it does not know', async () => {
    const actions = [...new Set(played.flatMap((call) => call.requests.map(({ action }) => action)))];
    const facts = await Promise.all(actions.map(factsOf));

    const wrong = played.flatMap(({ requests: asked }) => facts.flatMap((one) => misread(one, asked)));
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('every call of all other tests is held against these roles (after a change: vitest -u)', async () => {
    const granted = Object.fromEntries(FUNCTIONS.map((name) => [name, statements(name)]));

    await expect(`${JSON.stringify(granted, null, 2)}\n`).toMatchFileSnapshot(GRANTED);
  });

  it.each(FUNCTIONS)('%s: its role allows every call that it made', (name) => {
    const denied = requests(name).filter((request) => !allowedBy(statements(name), request));

    expect(denied).toEqual([]);
  });

  it.each(FUNCTIONS)('%s: its role grants nothing that no call needed', (name) => {
    expect(spareIn(statements(name), requests(name))).toEqual([]);
  });
}

/** How what a call asks of an action differs from what the reference says of it. */
function misread({ action, kinds }: ReferenceFacts, asked: readonly IamRequest[]): readonly string[] {
  const resources = asked.filter((request) => request.action === action).map(({ resource }) => resource);
  if (resources.length === 0) return [];
  const fits = (arn: string, prefix: string) => resourceOf(arn).startsWith(prefix);
  const strange = resources.filter((arn) =>
    kinds.length === 0 ? arn !== '*' : !kinds.some(({ prefix }) => fits(arn, prefix)),
  );
  const missing = kinds.filter(
    ({ isRequired, prefix }) => isRequired && !resources.some((arn) => fits(arn, prefix)),
  );
  return [...strange, ...missing.map(({ name }) => `no ${name}`)].map((what) => `${action}: ${what}`);
}

/** `watchkeeper-prod`, packaged, under the names of another stage. */
function asStageLocal(template: Template): Template {
  const text = JSON.stringify(template);
  return JSON.parse(
    text
      .replaceAll('watchkeeper-prod', 'watchkeeper-local')
      .replaceAll('watchkeeper/prod', 'watchkeeper/local'),
  );
}

/** Actions, and resources, of a statement that none of the requests made use of. */
function spareIn(statements: readonly Statement[], requests: readonly IamRequest[]): readonly string[] {
  return statements.flatMap((statement) => {
    const used = requests.filter((request) => allowedBy([statement], request));
    const actions = statement.actions.filter((action) => !used.some((request) => request.action === action));
    const resources = statement.resources.filter(
      (arn) => !used.some((request) => matchesArn(arn, request.resource)),
    );
    return [...actions, ...resources].map((what) => `${statement.sid}: ${what}`);
  });
}

/** By the classes that shared/ makes; the document client's three wrap the commands of the same names with Item. */
function commandsInCode(): readonly string[] {
  const sources = globSync('shared/**/*.ts').map((path) => readFileSync(path, 'utf8'));
  const made = sources.flatMap((text) =>
    [...text.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name),
  );
  return [...new Set(made)].map((name) => name.replace(/^(?:Get|Put|Update)$/, '$&Item'));
}
