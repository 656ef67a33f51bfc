import { describe, expect, it } from 'vitest';
import { HOSTS_FULL, hostedService, sizeOf, tasksOf } from '../../support/hosts.ts';
import { createStage } from './support.ts';

function createHostedStage() {
  const stage = createStage();
  hostedService(stage);
  return stage;
}

describe('local/fleet managed scaling of a capacity provider', () => {
  it('starts instances for tasks that wait in PROVISIONING, and lets the tasks in', async () => {
    const stage = createHostedStage();

    stage.fleet.scale('batch', 'resizer', 6);
    await stage.pass(0.5);
    const waiting = tasksOf(stage);
    await stage.pass(5);

    expect(waiting).toEqual({ running: 4, pending: 2 });
    expect(sizeOf(stage)).toEqual({ min: 1, max: 3, desired: 3 });
    expect(tasksOf(stage)).toEqual({ running: 6, pending: 0 });
  });

  it('starts no more than the maximum of the group, and its metric says so', async () => {
    const stage = createHostedStage();
    stage.fleet.putAlarm(HOSTS_FULL);

    stage.fleet.scale('batch', 'resizer', 8);
    await stage.pass(15);

    expect(sizeOf(stage)?.desired).toBe(3);
    expect(tasksOf(stage)).toEqual({ running: 6, pending: 2 });
    expect(JSON.stringify(stage.fleet.send('CloudWatch', 'DescribeAlarms', {}))).toContain(
      '"StateValue":"ALARM"',
    );
  });

  it('takes instances away when its tasks have needed fewer for a quarter of an hour', async () => {
    const stage = createHostedStage();

    stage.fleet.scale('batch', 'resizer', 2);
    await stage.pass(12);
    const early = sizeOf(stage)?.desired;
    await stage.pass(6);

    expect(early).toBe(2);
    expect(sizeOf(stage)?.desired).toBe(1);
  });

  it('counts a task that is stopped while it waits no more', async () => {
    const stage = createHostedStage();

    stage.fleet.scale('batch', 'resizer', 12);
    await stage.pass(10);
    stage.fleet.scale('batch', 'resizer', 5);
    await stage.pass(10);

    expect(tasksOf(stage)).toEqual({ running: 5, pending: 0 });
  });
});
