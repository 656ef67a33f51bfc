import { afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '../local/wire/index.ts';
import { headlines, outcomes, steadyService, writes } from '../test/support/fleet.ts';
import { answer, closeAll, crashLoop, open, service } from './support/stories.ts';
import type { ArtifactOptions, ArtifactWorld } from './support/world.ts';

afterEach(closeAll);

describe('the shipped bundles, killed', () => {
  it('end as if nothing had been, when the response dies again and again', async () => {
    let checkpoints = 0;
    let here: ArtifactWorld | undefined;
    const onCheckpoint = (when: 'before' | 'after') => {
      checkpoints += 1;
      // An odd number: some before the checkpoint is kept, some after.
      if (checkpoints % 5 !== 0) return;
      here?.door('respond').kill();
      if (when === 'before') throw new Error('nobody is there to hear the answer');
    };
    const loop = await crashLoop({ onCheckpoint: (when) => here && onCheckpoint(when) });
    here = loop.here;

    await answer(here, 'approve');
    await here.minutes(60);

    expect(here.door('respond').started()).toBeGreaterThan(5);
    expect(writes(here)).toEqual(['UpdateService']);
    expect(service(here)).toMatchObject({ taskDefinition: loop.good, running: 3 });
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
  });

  it('count no failure twice, when triage dies before it has answered', async () => {
    let here: ArtifactWorld | undefined;
    let invocations = 0;
    const onRequest: ArtifactOptions['onRequest'] = (request) => {
      if (request.service !== 'lambda' || commandOf(request).command !== 'Invoke') return;
      invocations += 1;
      if (invocations === 1) here?.door('ecs-events').kill();
    };
    here = await open({ onRequest });
    const { bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);

    await here.minutes(10);

    expect(here.door('ecs-events').started()).toBe(2);
    expect(here.engine.executions()).toHaveLength(1);
    expect(headlines(here)).toHaveLength(1);
    expect(here.bus.deadLetters).toEqual([]);
  });
});
