import { describe, expect, it } from 'vitest';
import type { Deps } from '../../shared/deps.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import {
  headlines,
  JOB_SETTINGS,
  minutes,
  openWorld,
  outcomes,
  runJobs,
  steadyService,
  writes,
} from '../support/fleet.ts';
import { mark } from '../support/incidents.ts';
import { taskId } from '../support/stops.ts';

const SPOT = { kind: 'spot-interruption', afterSeconds: 1 } as const;

/** Reads that show every task as running until then. */
function staleReads({ reads, clock }: Deps, until: () => number): Reads {
  return {
    ...reads,
    async tasks(...args) {
      const tasks = await reads.tasks(...args);
      return clock() < until() ? tasks.map((task) => ({ ...task, lastStatus: 'RUNNING' })) : tasks;
    },
  };
}

describe.concurrent('shared/respond, for jobs', () => {
  it('runs every interrupted task of a family again, ten at a time', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    runJobs(here, 12);
    await minutes(here, 5);
    here.fleet.strike({ family: 'worker' }, SPOT);

    await minutes(here, 60);

    expect(writes(here)).toHaveLength(12);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    expect(headlines(here)).toHaveLength(1);
    await here.close();
  });

  it('runs a task again although ECS went on showing it as running for a minute', async () => {
    let staleUntil = 0;
    const here = await openWorld('act', JOB_SETTINGS, {
      wrap: (deps) => ({ ...deps, reads: staleReads(deps, () => staleUntil) }),
    });
    runJobs(here, 1);
    await minutes(here, 5);
    staleUntil = here.timeline.now() + 3 * 60_000;
    here.fleet.strike({ family: 'worker' }, SPOT);

    await minutes(here, 60);

    expect(writes(here)).toEqual(['RunTask']);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    await here.close();
  });

  it('does not forget the task that still waited when another was run again', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    const [first = '', second = ''] = runJobs(here, 2);
    await minutes(here, 5);
    here.fleet.strike({ arns: [first] }, SPOT);
    await minutes(here, 2);
    here.fleet.strike({ arns: [second] }, { kind: 'exit', afterSeconds: 1, exitCode: 1 });

    await minutes(here, 60);

    expect(writes(here)).toEqual(['RunTask', 'RunTask']);
    await here.close();
  });

  it('runs an interrupted task again although another failed for good just before', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    const [broken = '', interrupted = ''] = runJobs(here, 2);
    await minutes(here, 5);
    here.fleet.strike({ arns: [broken] }, { kind: 'exit', afterSeconds: 1, exitCode: 127 });
    await minutes(here, 20);
    expect(writes(here)).toEqual([]);
    here.fleet.strike({ arns: [interrupted] }, SPOT);

    await minutes(here, 60);

    expect(writes(here)).toEqual(['RunTask']);
    await here.close();
  });

  it('finds the task that can be cured among many that cannot', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    const jobs = runJobs(here, 15);
    await minutes(here, 5);
    const hopeless = { kind: 'exit', afterSeconds: 1, exitCode: 127 } as const;
    here.fleet.strike({ arns: jobs.slice(0, 14) }, hopeless);
    here.fleet.strike({ arns: jobs.slice(14) }, { kind: 'exit', afterSeconds: 8, exitCode: 1 });

    await minutes(here, 30);

    expect(writes(here)).toEqual(['RunTask']);
    await here.close();
  });

  it('names a failed job even while the fleet fails', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const { bad } = steadyService(here, name, 2);
      here.fleet.deploy('prod', name, bad);
    }
    const [job = ''] = runJobs(here, 1);
    await minutes(here, 4);
    here.fleet.strike({ arns: [job] }, SPOT);

    await minutes(here, 15);

    expect(headlines(here).some((text) => text.includes('worker'))).toBe(true);
    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('is watched by the incident that ran it again when a rerun fails, and tries no more than it may', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    const [job = ''] = runJobs(here, 1);
    await minutes(here, 5);
    here.fleet.behave({ on: { family: 'worker' }, failure: { kind: 'exit', afterSeconds: 5, exitCode: 1 } });
    here.fleet.strike({ arns: [job] }, { kind: 'exit', afterSeconds: 1, exitCode: 1 });

    await minutes(here, 120);

    expect(writes(here)).toEqual(['RunTask', 'RunTask', 'RunTask']);
    expect(headlines(here)).toHaveLength(1 + 1);
    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'not-verified' }]);
    await here.close();
  });

  it('keeps what it checkpoints small enough for Lambda, with many tasks and long overrides', async () => {
    const here = await openWorld('act', JOB_SETTINGS);
    const environment = Array.from({ length: 20 }, (_, index) => ({
      name: `V${index}`,
      value: 'x'.repeat(380),
    }));
    runJobs(here, 30, { containerOverrides: [{ name: 'app', environment }] });
    await minutes(here, 5);
    const key = 'rerun-failed-task/123456789012/eu-west-1/prod/family/worker';
    const gone = Array.from({ length: 900 }, (_, index) =>
      mark(taskId(index), { group: 'worker:1 application-exit' }),
    );
    await here.deps.ledger.mark(key, gone);
    here.fleet.strike({ family: 'worker' }, SPOT);

    await minutes(here, 90);

    expect(here.engine.executions().flatMap(({ crashes }) => crashes)).toEqual([]);
    expect(writes(here).length).toBeGreaterThanOrEqual(10);
    await here.close();
  });
});
