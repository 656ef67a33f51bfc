import { describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { keepHours, type Plant } from '../../shared/actions/hours/keep-hours.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import type { Sleeper } from '../../shared/domain/hours.ts';
import type { HoursAction } from '../../shared/domain/hours-action.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { simulatedAws } from '../aws/simulated-aws.ts';

const HOME = { account: '123456789012', region: 'eu-west-1' };
const ECS = 'arn:aws:ecs:eu-west-1:123456789012';
const CLUSTER = `${ECS}:cluster/staging`;
const API = `${ECS}:service/staging/api`;
const HOSTS = 'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/hosts';
const SLEEPERS: readonly Sleeper[] = [
  { kind: 'service', target: API, clusterArn: CLUSTER, name: 'api' },
  { kind: 'auto-scaling-group', target: HOSTS, name: 'hosts' },
];
const SILENT = { info: () => {}, warn: () => {} };

/** One service with a scalable target and one group, as AWS answers for them. */
function simulated() {
  const service = { desiredCount: 4 };
  const range = { MinCapacity: 2, MaxCapacity: 6, SuspendedState: { ScheduledScalingSuspended: true } };
  const size = { MinSize: 1, MaxSize: 3, DesiredCapacity: 2 };
  const written: string[] = [];
  const note = (command: string, input: object) => {
    written.push(command);
    return input;
  };
  const aws = simulatedAws({
    DescribeServices: () => ({
      services: [
        {
          ...{ serviceArn: API, serviceName: 'api', clusterArn: CLUSTER, status: 'ACTIVE' },
          ...{ taskDefinition: `${ECS}:task-definition/api:1`, runningCount: 4, pendingCount: 0 },
          ...service,
        },
      ],
    }),
    UpdateService: ({ desiredCount = 0 }) => {
      note('UpdateService', Object.assign(service, { desiredCount }));
      return {};
    },
    DescribeScalableTargets: () => ({
      ScalableTargets: [
        {
          ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
          ...{ ResourceId: 'service/staging/api', RoleARN: 'arn', CreationTime: new Date(0) },
          ...range,
        },
      ],
    }),
    RegisterScalableTarget: ({ MinCapacity = 0, MaxCapacity = 0, SuspendedState = {} }) => {
      note('RegisterScalableTarget', Object.assign(range, { MinCapacity, MaxCapacity, SuspendedState }));
      return {};
    },
    DescribeAutoScalingGroups: () => ({
      AutoScalingGroups: [
        {
          ...{ AutoScalingGroupARN: HOSTS, AutoScalingGroupName: 'hosts', DefaultCooldown: 0 },
          ...{ AvailabilityZones: [], HealthCheckType: 'EC2', CreatedTime: new Date(0) },
          ...size,
        },
      ],
    }),
    UpdateAutoScalingGroup: ({ MinSize = 0, MaxSize = 0, DesiredCapacity = 0 }) => {
      note('UpdateAutoScalingGroup', Object.assign(size, { MinSize, MaxSize, DesiredCapacity }));
      return {};
    },
  });
  return { aws, written, state: () => structuredClone({ service, range, size }) };
}

function actionTo(kind: HoursAction['kind']): HoursAction {
  const base = { ...HOME, target: 'arn', risk: 'medium', schedule: 'Office hours', period: '' } as const;
  const sleepers = kind === 'hours.sleep' ? SLEEPERS : SLEEPERS.toReversed();
  return { ...base, kind, sleepers } as HoursAction;
}

function storeOf() {
  const { table, client } = openMemoryDatabase();
  return createLedger({ name: table, client: async () => client, clock: () => 0 });
}

describe('keeping hours on AWS', () => {
  it('takes bounds before tasks, gives tasks back before bounds, and leaves everything as it was', async () => {
    const { aws, written, state } = simulated();
    const store = storeOf();
    const execute = createExecute(aws.clients, SILENT, store);
    const before = state();

    const slept = await execute(actionTo('hours.sleep'));
    const asleep = state();
    const woken = await execute(actionTo('hours.wake'));

    expect([slept.type, woken.type]).toEqual(['done', 'done']);
    expect(asleep).toMatchObject({
      service: { desiredCount: 0 },
      range: { MinCapacity: 0, MaxCapacity: 0, SuspendedState: { DynamicScalingOutSuspended: true } },
      size: { MinSize: 0, MaxSize: 0, DesiredCapacity: 0 },
    });
    expect(written).toEqual([
      ...['RegisterScalableTarget', 'UpdateService', 'UpdateAutoScalingGroup'],
      ...['UpdateAutoScalingGroup', 'UpdateService', 'RegisterScalableTarget'],
    ]);
    expect(state()).toMatchObject({ service: before.service, size: before.size });
    expect(state().range).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 6,
      SuspendedState: { DynamicScalingInSuspended: false, ScheduledScalingSuspended: true },
    });
    expect((await store.hours(HOME)).saved).toEqual([]);
  });

  it('uses exactly the IAM actions that it declares', async () => {
    const { aws } = simulated();

    await createExecute(aws.clients, SILENT, storeOf())(actionTo('hours.sleep'));

    expect(new Set(aws.calls)).toEqual(new Set(ACTION_PERMISSIONS['hours.sleep']));
  });

  it('takes nothing where it cannot be saved', async () => {
    const { aws, written } = simulated();

    const result = await createExecute(aws.clients, SILENT)(actionTo('hours.sleep'));

    expect(result).toMatchObject({ type: 'refused' });
    expect(written).toEqual([]);
  });

  it('stops after two tries when what it changes goes on reading as it was', async () => {
    let tries = 0;
    const plant: Plant = {
      look: async () => ({ desired: 2, bounds: { min: 1, max: 3 } }),
      async set() {
        tries += 1;
        return { type: 'done', reason: '' };
      },
    };

    const result = await keepHours(actionTo('hours.sleep'), { plant, store: storeOf() });

    expect(tries).toBe(2 * SLEEPERS.length);
    expect(result).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('still reads as it was'),
    });
  });
});
