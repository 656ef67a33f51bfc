import { describe, expect, it } from 'vitest';
import { createExecute } from '../../shared/actions/index.ts';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import { normalPolicy, scanningText } from '../../shared/domain/repository-settings.ts';
import type { SettingsAction } from '../../shared/domain/settings-action.ts';
import { connectionReset, serviceError } from '../aws/simulated-aws.ts';
import { createUseStage, type UseStage } from '../aws/uses/stage.ts';

const BASE = {
  target: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
  registryId: '111122223333',
} as const;
const POLICY = normalPolicy(
  JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
        },
        action: { type: 'expire' },
      },
    ],
  }),
);
const SCANNED = scanningText({ type: 'BASIC', rules: [{ frequency: 'SCAN_ON_PUSH', filters: ['*'] }] });
const NOT_SCANNED = scanningText({ type: 'BASIC', rules: [] });
const inverse = { changes: [] };

const on = (repositories: readonly string[], from: string, to: string) => ({
  changes: repositories.map((repository) => ({ repository, from, to })),
});
const tagsOf = (...repositories: string[]): SettingsAction => ({
  ...BASE,
  kind: 'ecr.set-tag-mutability',
  risk: 'medium',
  ...on(repositories, 'MUTABLE', 'IMMUTABLE_WITH_EXCLUSION dev-* latest'),
  inverse,
});
const ACTIONS: readonly SettingsAction[] = [
  tagsOf('web', 'api'),
  {
    ...BASE,
    kind: 'ecr.set-registry-scanning',
    risk: 'medium',
    adds: ['*'],
    changes: [{ from: NOT_SCANNED, to: SCANNED }],
    inverse,
  },
  { ...BASE, kind: 'ecr.preview-lifecycle-policy', risk: 'low', ...on(['web', 'api'], '', POLICY) },
  {
    ...BASE,
    kind: 'ecr.put-lifecycle-policy',
    risk: 'high',
    expires: 0,
    archives: 0,
    ...on(['web', 'api'], '', POLICY),
    inverse,
  },
];

/** A registry with `web` and `api`; `sent` are the calls as IAM names them. */
function stage() {
  const here = createUseStage();
  for (const name of ['web', 'api']) here.fleet.createRepository({ name });
  const execute = createExecute(here.clients, { info: () => {}, warn: () => {} });
  const sent = () => here.fleet.calls.map(({ command }) => `ecr:${command}`);
  return { ...here, execute, sent };
}

/** From now on this command fails, `first` at the first call only; `late` after AWS did it. */
function failing(here: UseStage, command: string, error: Error, late = false): void {
  let failed = false;
  here.disturb(async ({ name, pass }) => {
    if (name !== `ECR:${command}` || failed) return pass();
    failed = true;
    if (late) await pass();
    throw error;
  });
}

describe('shared/actions/change-settings', () => {
  it('tries every kind of action on settings', () => {
    const kinds = Object.keys(ACTION_PERMISSIONS).filter((kind) =>
      /^ecr\..*-(scanning|mutability|policy)$/.test(kind),
    );

    expect(ACTIONS.map(({ kind }) => kind).sort()).toEqual(kinds.sort());
  });

  it.each(ACTIONS)('$kind declares exactly the IAM actions that it uses', async (action) => {
    const { execute, sent } = stage();

    const result = await execute(action);

    expect(result).toMatchObject({ type: 'done', after: String(action.changes.length) });
    expect([...new Set(sent())].sort()).toEqual([...ACTION_PERMISSIONS[action.kind]].sort());
  });

  it.each(ACTIONS.filter(({ kind }) => !kind.includes('preview')))(
    '$kind is done once, however often it is repeated',
    async (action) => {
      const { execute, sent } = stage();
      const writes = () => sent().filter((name) => name.startsWith('ecr:Put')).length;

      await execute(action);
      const once = writes();
      const again = await execute(action);

      expect(again.type).toBe('done');
      expect([once, writes()]).toEqual([action.changes.length, action.changes.length]);
    },
  );

  it.each([
    ['ecr.set-tag-mutability', 'PutImageTagMutability'],
    ['ecr.set-registry-scanning', 'PutRegistryScanningConfiguration'],
    ['ecr.put-lifecycle-policy', 'PutLifecyclePolicy'],
  ])('%s may be repeated when no answer came, whether or not ECR did it', async (kind, command) => {
    const action = ACTIONS.find((one) => one.kind === kind) ?? tagsOf();
    for (const late of [true, false]) {
      const here = stage();
      failing(here, command, connectionReset(), late);

      await expect(here.execute(action)).rejects.toThrow(/repeating this is harmless/);
      expect(await here.execute(action)).toMatchObject({
        type: 'done',
        after: String(action.changes.length),
      });
    }
  });

  it('leaves alone what somebody changed, or deleted, since it was seen', async () => {
    const here = stage();
    await here.execute(ACTIONS[3] ?? tagsOf());
    const other = { ...(ACTIONS[3] ?? tagsOf()), ...on(['web', 'gone'], '', POLICY.replace('14', '30')) };

    const result = await here.execute(other);

    expect(result).toMatchObject({ type: 'refused' });
    expect(result.reason).toContain('1 left alone: changed meanwhile; 1 left alone: gone');
  });

  it('says what was done before AWS refused the rest', async () => {
    const here = stage();
    let calls = 0;
    here.disturb(async ({ name, pass }) => {
      if (name === 'ECR:PutImageTagMutability') calls += 1;
      if (calls === 2) throw serviceError('AccessDeniedException', 'no');
      return pass();
    });

    const result = await here.execute(tagsOf('web', 'api'));

    expect(result).toMatchObject({ type: 'done', after: '1' });
    expect(result.reason).toContain('then it stopped: AWS denied it: add "ecr:PutImageTagMutability" on api');
  });

  it('writes nothing when it cannot look first', async () => {
    const here = stage();
    failing(here, 'DescribeRepositories', serviceError('AccessDeniedException', 'no'));

    const result = await here.execute(tagsOf('web'));

    expect(result.type).toBe('failed');
    expect(here.sent().some((name) => name.startsWith('ecr:Put'))).toBe(false);
  });

  it('takes a preview that is under way for started', async () => {
    const here = stage();
    const preview = ACTIONS[2] ?? tagsOf();

    await here.execute(preview);

    expect(await here.execute(preview)).toMatchObject({ type: 'done', after: '2' });
  });
});
