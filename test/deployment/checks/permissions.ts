import { readFileSync } from 'node:fs';
import { expect, it as vitestIt } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import { declaredPermissions, WILDCARD_REASONS } from '../../../scripts/declared-permissions.ts';
import { iamDoc, ROLES } from '../../../scripts/iam-doc.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { resourcesOf, type Statement, statementsOf, target } from '../../../scripts/template.ts';
import { READ_PERMISSIONS } from '../../../shared/aws/reads.ts';
import { PLAYBOOKS } from '../../../shared/playbooks/index.ts';
import type { Register } from './facts.ts';

/** Each domain's triage, and the response that it starts. */
const TRIAGES = [
  ['ecs-events', 'respond'],
  ['ecr-events', 'respond-ecr'],
  ['scaling-events', 'respond-scaling'],
] as const;

export function checkPermissions({ template }: Stack, it: Register = vitestIt): void {
  const statements = (name: (typeof FUNCTIONS)[number]) => statementsOf(template, ROLES[name]);
  const all = FUNCTIONS.flatMap(statements);

  it('every function has a role of its own, and there is no other role', () => {
    const used = resourcesOf(template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
      target(Properties.Role),
    );

    expect(used.sort()).toEqual(Object.values(ROLES).sort());
    expect(
      resourcesOf(template, 'AWS::IAM::Role')
        .map(([id]) => id)
        .sort(),
    ).toEqual(used);
  });

  it('only Lambda may take the roles on, and no managed policy is attached', () => {
    for (const [, { Properties }] of resourcesOf(template, 'AWS::IAM::Role')) {
      expect(Properties.ManagedPolicyArns).toBeUndefined();
      expect(JSON.stringify(Properties.AssumeRolePolicyDocument)).toBe(
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        }),
      );
    }
  });

  for (const name of FUNCTIONS) {
    it(`the role of ${name} grants what the code declares: nothing missing, nothing spare`, () => {
      const declared = declaredPermissions()[name].flatMap(({ actions }) => actions);
      const granted = statements(name).flatMap(({ actions }) => actions);

      expect([...new Set(granted)].sort()).toEqual([...new Set(declared)].sort());
      expect(granted).toHaveLength(new Set(granted).size);
    });
  }

  it('a playbook that uses a read declares all that the read needs', () => {
    const reads = Object.values(READ_PERMISSIONS);
    for (const { id, permissions } of PLAYBOOKS) {
      const used = reads.filter((actions) => actions.every((action) => permissions.includes(action)));
      expect([...permissions].sort(), id).toEqual([...new Set(used.flat())].sort());
    }
  });

  it('no statement denies, and no action is a wildcard', () => {
    expect(all.filter(({ effect }) => effect !== 'Allow')).toEqual([]);
    expect(all.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('every wildcard in a resource has a reason, and every reason a wildcard', () => {
    const wild = all.filter(({ resources }) => resources.some((arn) => arn.includes('*')));

    expect([...new Set(wild.map(({ sid }) => sid))].sort()).toEqual(Object.keys(WILDCARD_REASONS).sort());
  });

  for (const [triage, response] of TRIAGES) {
    it(`${triage} can write the ledger and start a response of its domain, nothing else`, () => {
      expect(services(statements(triage))).toEqual(['dynamodb', 'lambda', 'logs', 'sqs']);
      expect(statements(triage).find(({ sid }) => sid === 'StartResponses')?.resources).toEqual([
        expect.stringMatching(new RegExp(`function:watchkeeper-prod-${response}:durable$`)),
      ]);
    });
  }

  it('roles in other accounts may be taken on where the option names some, and only by the response for images', () => {
    const { ReadElsewherePolicy } = template.Resources;

    expect(ReadElsewherePolicy).toMatchObject({
      Condition: 'HasImageRoles',
      Properties: { RoleName: { Ref: 'RespondEcrRole' } },
    });
    expect(template.Parameters).toMatchObject({ ImageRoleArns: { Type: 'CommaDelimitedList', Default: '' } });
    expect(template.Conditions.HasImageRoles).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'ImageRoleArns' }] }, ''] }],
    });
  });

  it('writes to the fleet are limited: to clusters, to ECS tasks, never to what is tagged hands-off', () => {
    const condition = (sid: string) => JSON.stringify(all.find((one) => one.sid === sid)?.condition);

    expect(condition('RunTasksAgain')).toContain('ecs:cluster');
    expect(condition('ChangeServices')).toContain('ecs:cluster');
    expect(condition('ChangeServices')).toContain('"aws:ResourceTag/watchkeeper:mode":["off","observe"]');
    expect(condition('AnswerPausedDeployments')).toBe(condition('ChangeServices'));
    expect(condition('HandTasksTheirRoles')).toContain('"iam:PassedToService":"ecs-tasks.amazonaws.com"');
    expect(condition('RestoreImages')).toContain('"aws:ResourceTag/watchkeeper:mode":["off","observe"]');
    expect(condition('ChangeImages')).toContain('"aws:ResourceTag/watchkeeper:mode":["off","observe"]');
    expect(condition('TagTasksAsTheyStart')).toContain('"ecs:CreateAction":"RunTask"');
  });

  it('docs/iam.md is current (`npm run docs` writes it)', async () => {
    expect(readFileSync('docs/iam.md', 'utf8')).toBe(await iamDoc(template));
  });
}

function services(statements: readonly Statement[]): readonly string[] {
  const names = statements.flatMap(({ actions }) => actions.map((action) => action.split(':')[0] ?? ''));
  return [...new Set(names)].sort();
}
