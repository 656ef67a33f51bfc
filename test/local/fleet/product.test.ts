import { describe, expect, it } from 'vitest';
import type { Failure, FleetEvent } from '../../../local/fleet/index.ts';
import { createClients } from '../../../shared/aws/clients.ts';
import { createReads } from '../../../shared/aws/reads.ts';
import { causeOf } from '../../../shared/causes/index.ts';
import { isTaskSignal } from '../../../shared/domain/signal.ts';
import { parseSignal } from '../../../shared/signals/index.ts';
import { createStage, definition, RUN_JOB, webService } from './support.ts';

/** The cause that the product finds for the last thing a task said. */
function causeOfLast(events: readonly FleetEvent[]): string | undefined {
  const parsed = parseSignal(events.at(-1));
  if (parsed.type !== 'signal' || !isTaskSignal(parsed.signal)) return undefined;
  return causeOf(parsed.signal.task)?.code;
}

describe('local/fleet and the product', () => {
  it.each([
    [{ kind: 'exit', afterSeconds: 5, exitCode: 0 }, 'finished'],
    [{ kind: 'exit', afterSeconds: 5, exitCode: 1 }, 'application-exit'],
    [{ kind: 'out-of-memory', afterSeconds: 5, needsMiB: 9999 }, 'out-of-memory'],
    [{ kind: 'secret-key-missing', key: 'KEY' }, 'secret-key-missing'],
    [{ kind: 'image-not-found' }, 'image-not-found'],
    [{ kind: 'spot-interruption', afterSeconds: 5 }, 'spot-interrupted'],
  ] satisfies [Failure, string][])('agree on the cause of %j', async (failure, code) => {
    const stage = createStage();
    stage.fleet.registerTaskDefinition(definition('job'));
    stage.fleet.behave({ on: { family: 'job' }, failure });

    stage.fleet.runTask(RUN_JOB);
    await stage.pass(10);

    expect(causeOfLast(stage.events)).toBe(code);
  });

  it('understand each other: every event is a signal that the product knows', async () => {
    const stage = createStage();
    stage.fleet.behave({ on: {}, failure: { kind: 'image-not-found' }, probability: 0.4 });
    stage.fleet.createService({
      ...webService(3),
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    await stage.pass(120);

    const types = new Set(stage.events.map((event) => parseSignal(event).type));

    expect(types).toEqual(new Set(['signal']));
  });

  it('read the fleet through real clients', async () => {
    const stage = createStage();
    const clusterArn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
    stage.fleet.createService({ ...webService(3), runningSince: stage.timeline.now() });
    const reads = createReads(createClients({ region: 'eu-west-1', intercept: stage.fleet.intercept }));
    const arns = stage.fleet.tasks().map(({ taskArn }) => taskArn ?? '');

    const service = await reads.service(clusterArn, 'web');
    const tasks = await reads.tasks(clusterArn, arns);

    expect(service).toMatchObject({ runningCount: 3, deploymentController: 'ECS' });
    expect(tasks).toMatchObject(Array(3).fill({ lastStatus: 'RUNNING', service: 'web' }));
    expect(await reads.steadyRevisions(clusterArn, 'web')).toMatchObject([
      { taskDefinitionArn: expect.stringMatching(/web:1$/) },
    ]);
    expect(await reads.cluster(clusterArn)).toMatchObject({ activeServices: 1 });
    expect(await reads.service(clusterArn, 'none')).toBeUndefined();
  });
});
