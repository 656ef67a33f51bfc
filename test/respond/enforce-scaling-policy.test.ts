import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { headlines, minutes, ONCALL, openWorld, outcomes, steadyService, writes } from '../support/fleet.ts';

const RULES = [{ cluster: 'prod', service: '*', metric: 'cpu', target: 60, min: 2, max: 10 }];
const CONFIG = `playbooks: { enforce-scaling-policy: { settings: { rules: ${JSON.stringify(RULES)} } } }\n`;

async function look(mode: string, more = '') {
  const world = await openWorld(mode, CONFIG + more);
  steadyService(world);
  world.tick('enforce-scaling-policy');
  await minutes(world, 15);
  return world;
}

const registered = (world: World) =>
  world.fleet.send('ApplicationAutoScaling', 'DescribeScalingPolicies', { ServiceNamespace: 'ecs' });

describe('enforce-scaling-policy', () => {
  it('proposes the exact policy, and registers it once it is approved', async () => {
    const world = await look('ask');
    const [root] = world.slack.messages('#ops');
    if (!root) throw new Error('nobody was asked');
    expect(JSON.stringify(root)).toContain('ECSServiceAverageCPUUtilization at 60 %');
    expect(writes(world)).toEqual([]);

    await world.click(root, 'approve', ONCALL);
    await minutes(world, 15);

    expect(await registered(world)).toMatchObject({
      ScalingPolicies: [{ PolicyName: 'watchkeeper-cpu', ResourceId: 'service/prod/payments-api' }],
    });
    expect(outcomes(world)).toMatchObject([{ type: 'held' }]);
    await world.close();
  });

  it('says nothing more once a service has it', async () => {
    const world = await look('act');

    world.tick('enforce-scaling-policy');
    await minutes(world, 5);

    expect(headlines(world)).toHaveLength(1);
    expect(outcomes(world)).toMatchObject([{ type: 'held' }, { type: 'nothing' }]);
    await world.close();
  });

  it('only says what it would do when it observes, and not again every day', async () => {
    const world = await look('observe');

    world.tick('enforce-scaling-policy');
    await minutes(world, 5);

    expect([headlines(world).length, writes(world)]).toEqual([1, []]);
    await world.close();
  });

  it('does nothing on a read that failed', async () => {
    const world = await openWorld('act', CONFIG);
    steadyService(world);
    world.fleet.fault({ command: 'DescribeScalingPolicies', kind: 'denied', times: 100 });

    world.tick('enforce-scaling-policy');
    await minutes(world, 40);

    expect(writes(world)).toEqual([]);
    expect(outcomes(world)).toMatchObject([{ type: 'failed', code: 'read-failed' }]);
    await world.close();
  });
});
