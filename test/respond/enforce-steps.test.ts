import type { DescribeScheduledActionsResponse } from '@aws-sdk/client-application-auto-scaling';
import { describe, expect, it } from 'vitest';
import { changing } from '../../local/load/shapes.ts';
import type { World } from '../../local/world.ts';
import { headlines, minutes, ONCALL, openWorld, outcomes, steadyService, writes } from '../support/fleet.ts';
import { desiredOf } from '../support/scaled-fleet.ts';

const RULE = {
  cluster: 'prod',
  service: '*',
  metric: 'cpu',
  min: 2,
  max: 10,
  out: {
    above: 70,
    minutes: 2,
    cooldownSeconds: 300,
    steps: [
      { from: 0, tasks: 2 },
      { from: 20, tasks: 5 },
    ],
  },
  in: { below: 20, steps: [{ from: 0, percent: 10 }] },
  scheduled: [{ name: 'evening', schedule: 'cron(0 19 * * ? *)', timezone: 'Europe/Berlin', max: 8 }],
};
const CONFIG = `playbooks: ${JSON.stringify({
  'enforce-scaling-policy': { settings: { rules: [RULE] } },
  'stop-crash-loop': { mode: 'off' },
})}\n`;
const ECS = { ServiceNamespace: 'ecs' };

/** The service `payments-api`, without any policy, looked at once. */
async function look(mode: string) {
  const world = await openWorld(mode, CONFIG);
  steadyService(world, 'payments-api', 3);
  world.tick('enforce-scaling-policy');
  await minutes(world, 4);
  return world;
}

/** Names of all that Application Auto Scaling and CloudWatch have. */
async function registered({ fleet }: World): Promise<readonly (string | undefined)[]> {
  const ask = <Answer>(client: string, command: string, input: object) =>
    fleet.send(client, command, input) as Promise<Answer>;
  const targets = await ask<{ ScalableTargets: { ResourceId: string }[] }>(
    'ApplicationAutoScaling',
    'DescribeScalableTargets',
    ECS,
  );
  const policies = await ask<{ ScalingPolicies: { PolicyName: string }[] }>(
    'ApplicationAutoScaling',
    'DescribeScalingPolicies',
    ECS,
  );
  const scheduled = await ask<DescribeScheduledActionsResponse>(
    'ApplicationAutoScaling',
    'DescribeScheduledActions',
    ECS,
  );
  const alarms = await ask<{ MetricAlarms: { AlarmName: string }[] }>('CloudWatch', 'DescribeAlarms', {});
  return [
    ...targets.ScalableTargets.map(({ ResourceId }) => ResourceId),
    ...policies.ScalingPolicies.map(({ PolicyName }) => PolicyName),
    ...alarms.MetricAlarms.map(({ AlarmName }) => AlarmName),
    ...(scheduled.ScheduledActions ?? []).map(({ ScheduledActionName }) => ScheduledActionName),
  ];
}

const ALL = [
  'service/prod/payments-api',
  'watchkeeper-cpu-out',
  'watchkeeper-cpu-in',
  'watchkeeper/service/prod/payments-api/cpu-in',
  'watchkeeper/service/prod/payments-api/cpu-out',
  'watchkeeper-evening',
];

describe('enforce-scaling-policy, for steps and scheduled actions', () => {
  it('proposes them exactly, registers them with their alarms, and takes all of it back on Undo', async () => {
    const world = await look('ask');
    const [root] = world.slack.messages('#ops');
    if (!root) throw new Error('nobody was asked');
    expect(JSON.stringify(root)).toContain(
      'CPUUtilization above 70 for 2 min: +2 from 0, +5 from 20, cooldown 300 s',
    );
    expect(JSON.stringify(root)).toMatch(/at most 8 tasks at cron\(0 19 .{7}\) Europe\/Berlin/);
    expect(writes(world)).toEqual([]);

    await world.click(root, 'approve', ONCALL);
    await minutes(world, 1);
    expect(await registered(world)).toEqual(ALL);
    await world.click(root, 'undo', ONCALL);
    await minutes(world, 5);

    expect(await registered(world)).toEqual([]);
    expect(outcomes(world)).toMatchObject([{ type: 'undone' }]);
    expect(headlines(world)).toEqual([expect.stringMatching(/^UNDONE/)]);
    await world.close();
  });

  it('what it registered is what scales the service from then on', async () => {
    const world = await look('act');
    const at = world.timeline.now();
    const load = changing(1.2, [{ at: at + 120_000, to: 2.4 }]);
    world.fleet.putLoad({ cluster: 'prod', service: 'payments-api', load });

    await minutes(world, 12);

    expect(await registered(world)).toEqual(ALL);
    expect(desiredOf(world)).toBe(5);
    await world.close();
  });
});
