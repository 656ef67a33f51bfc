import { describe, expect, it } from 'vitest';
import { serviceError } from '../simulated-aws.ts';
import { CLUSTER, createUseStage, REGISTRY, ROLE, register, type UseStage } from './stage.ts';

const family = (stage: UseStage) => {
  for (const tag of [1, 2]) register(stage, 'report', `${REGISTRY}/report:${tag}`);
  return 'arn:aws:ecs:eu-west-1:111122223333:task-definition/report';
};
const target = (TaskDefinitionArn: string) => ({
  Arn: CLUSTER,
  RoleArn: ROLE,
  EcsParameters: { TaskDefinitionArn },
});
const report = (tag: string, by: string) => ({
  registry: REGISTRY,
  repository: 'report',
  tag,
  kind: 'scheduled',
  by,
});
const API = 'arn:aws:scheduler:::aws-sdk:ecs';

describe('shared/aws/uses/rules', () => {
  it('keeps the pinned revision, or the newest where none is named, on every bus', async () => {
    const stage = createUseStage();
    const arn = family(stage);
    stage.fleet.putRule('hourly', [{ Id: '1', ...target(`${arn}:1`) }]);
    stage.fleet.putRule('orders/on-order', [{ Id: '1', ...target(arn) }]);

    expect(await stage.uses('rules')).toEqual([report('1', 'rule hourly'), report('2', 'rule on-order')]);
  });

  it('a target that starts no task, and one whose task definition is gone, use nothing', async () => {
    const stage = createUseStage();
    stage.fleet.putRule('hourly', [
      { Id: '1', Arn: 'arn:aws:sqs:eu-west-1:111122223333:queue' },
      { Id: '2', ...target(`${family(stage)}:9`) },
    ]);

    expect(await stage.uses('rules')).toEqual([]);
  });

  it('a rule that was deleted meanwhile uses nothing', async () => {
    const stage = createUseStage();
    stage.fleet.putRule('hourly', [{ Id: '1', ...target(family(stage)) }]);
    stage.disturb(async ({ name, pass }) => {
      if (name === 'EventBridge:ListTargetsByRule') throw serviceError('ResourceNotFoundException', 'gone');
      return pass();
    });

    expect(await stage.uses('rules')).toEqual([]);
  });
});

describe('shared/aws/uses/schedules', () => {
  it('keeps the pinned revision, or the newest where none is named, in every group', async () => {
    const stage = createUseStage();
    const arn = family(stage);
    stage.fleet.putSchedule('hourly', target(`${arn}:1`));
    stage.fleet.putSchedule('reports/nightly-report', target(arn));

    expect(await stage.uses('schedules')).toEqual([
      report('1', 'schedule hourly'),
      report('2', 'schedule nightly-report'),
    ]);
  });

  it('reads what a schedule hands to the ECS API itself', async () => {
    const stage = createUseStage();
    family(stage);
    const Input = JSON.stringify({ Cluster: 'shop', TaskDefinition: 'report:1' }, undefined, 1);
    stage.fleet.putSchedule('raw', { Arn: `${API}:runTask`, RoleArn: ROLE, Input });
    stage.fleet.putSchedule('scale', { Arn: `${API}:updateService`, RoleArn: ROLE, Input });

    expect(await stage.uses('schedules')).toEqual([report('1', 'schedule raw')]);
  });

  it('does not guess what a schedule starts that does not say it', async () => {
    const stage = createUseStage();
    stage.fleet.putSchedule('raw', { Arn: `${API}:runTask`, RoleArn: ROLE, Input: '{}' });

    await expect(stage.uses('schedules')).rejects.toThrow(
      'schedule raw starts tasks, and which cannot be told: its input names no task definition',
    );
  });

  it('asks for no schedule that has nothing to do with ECS, and takes one that was deleted for none', async () => {
    const stage = createUseStage();
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:cleanup';
    stage.fleet.putSchedule('cleanup', { Arn: arn, RoleArn: ROLE });
    expect(await stage.uses('schedules')).toEqual([]);
    expect(stage.fleet.calls.map(({ command }) => command)).toEqual(['ListSchedules']);

    stage.fleet.putSchedule('nightly', target(family(stage)));
    stage.disturb(async ({ name, pass }) => {
      if (name === 'Scheduler:GetSchedule') throw serviceError('ResourceNotFoundException', 'gone', 404);
      return pass();
    });
    expect(await stage.uses('schedules')).toEqual([]);
  });
});
