import { describe, expect, it } from 'vitest';
import type { World, WorldOptions } from '../../local/world.ts';
import type { Deps, Ledger } from '../../shared/deps.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import { fleetKey } from '../../shared/respond/claim.ts';
import {
  headlines,
  minutes,
  ONCALL,
  openWorld,
  outcomes,
  registerRevision,
  steadyService,
  writes,
} from '../support/fleet.ts';
import { mark, SERVICE } from '../support/incidents.ts';

const KEY = 'stop-crash-loop/123456789012/eu-west-1/prod/service/payments-api';
const HOURS = 60;

/** A method of the ledger that fails until the outage is over. */
function outage(method: 'claim' | 'close'): {
  over(): void;
  readonly wrap: NonNullable<WorldOptions['wrap']>;
} {
  let down = true;
  const failing = (ledger: Ledger): Ledger => ({
    ...ledger,
    [method]: async (...args: never[]) => {
      if (down) throw new Error('DynamoDB is down');
      return (ledger[method] as (...args: never[]) => Promise<unknown>)(...args);
    },
  });
  return {
    over: () => {
      down = false;
    },
    wrap: (deps: Deps) => ({ ...deps, ledger: failing(deps.ledger) }),
  };
}

async function crashLoop(mode: string, more = '', options: Partial<WorldOptions> = {}) {
  const here = await openWorld(mode, more, options);
  const { good, bad } = steadyService(here, 'payments-api', 2);
  here.fleet.deploy('prod', 'payments-api', bad);
  return { here, good, bad };
}

const current = ({ fleet }: World) => fleet.snapshot().services.find(({ name }) => name === 'payments-api');

describe.concurrent('shared/respond, on bad days', () => {
  it('takes an incident up again after the ledger was down', async () => {
    const ledger = outage('claim');
    const { here, good } = await crashLoop('act', '', { wrap: ledger.wrap });
    await minutes(here, 8);
    expect(writes(here)).toEqual([]);

    ledger.over();
    await minutes(here, 2 * HOURS);

    expect(current(here)?.taskDefinition).toBe(good);
    expect(headlines(here).some((text) => text.startsWith('RESOLVED'))).toBe(true);
    await here.close();
  });

  it('closes and tells after the ledger was down', async () => {
    const ledger = outage('close');
    const { here } = await crashLoop('observe', '', { wrap: ledger.wrap });
    await minutes(here, 10);

    ledger.over();
    await minutes(here, 2 * HOURS);

    expect(outcomes(here)).toMatchObject([{ type: 'observed' }]);
    expect(headlines(here)).toHaveLength(1);
    expect(await here.deps.ledger.read(KEY)).toMatchObject({ state: 'closed' });
    await here.close();
  });

  it('is answered by the next response when the last one died without a word', async () => {
    let dead = false;
    const { here, good } = await crashLoop('act', '', {
      onCheckpoint() {
        if (dead) throw new Error('this execution was stopped');
      },
    });
    await minutes(here, 1);
    dead = true;
    await minutes(here, 30);
    for (const execution of here.engine.executions()) execution.status = 'FAILED';
    dead = false;

    await minutes(here, 3 * HOURS);

    expect(current(here)?.taskDefinition).toBe(good);
    await here.close();
  });

  it('leaves the incident to the next response when that took it over right before the question', async () => {
    const overtaken = (ledger: Ledger): Ledger => ({
      ...ledger,
      ask: async (ref, owner, approval, until) => {
        await ledger.claim({ ...ref, generation: ref.generation + 1 }, 'the next response', until);
        return ledger.ask(ref, owner, approval, until);
      },
    });
    const { here } = await crashLoop('ask', '', {
      wrap: (deps) => ({ ...deps, ledger: overtaken(deps.ledger) }),
    });

    await minutes(here, 30);

    expect(outcomes(here)).toEqual(['taken']);
    expect(headlines(here).join()).not.toContain('failed');
    await here.close();
  });

  it('keeps its hands off a failing fleet, however many incidents there were before', async () => {
    const here = await openWorld('act');
    const day = (index: number) =>
      new Date(here.timeline.now() - 5 * 86_400_000 - index * 60_000).toISOString();
    const old = Array.from({ length: 999 }, (_, index) =>
      mark(`gone-${index}`, { at: day(index), group: '' }),
    );
    await here.deps.ledger.mark(fleetKey(SERVICE), old);
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      here.fleet.deploy('prod', steadyServiceNamed(here, name), `${name}:2`);
    }

    await minutes(here, 15);

    expect(writes(here)).toEqual([]);
    expect(headlines(here)).toEqual(['CRITICAL · prod: 5 of 5 services are failing, hands off']);
    await here.close();
  });

  it('calls a failing fleet well after three looks in a row, not after two lucky ones', async () => {
    const eyes = { seeWell: false };
    const here = await openWorld('act', '', {
      wrap: (deps) => ({ ...deps, reads: through(eyes, deps.reads) }),
    });
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      here.fleet.deploy('prod', steadyServiceNamed(here, name), `${name}:2`);
    }
    await minutes(here, 15);
    const looks = async (well: boolean, number: number) => {
      eyes.seeWell = well;
      await minutes(here, 5 * number);
      return headlines(here)[0];
    };

    const failing = 'CRITICAL · prod: 5 of 5 services are failing, hands off';
    expect(await looks(true, 2)).toBe(failing);
    expect(await looks(false, 1)).toBe(failing);
    expect(await looks(true, 2)).toBe(failing);
    expect(await looks(true, 1)).toBe('RESOLVED · prod: the services that failed are well again');
    await here.close();
  });

  it('hears of a new failing revision after the old one filled the window', async () => {
    const here = await openWorld('act', 'playbooks: { stop-crash-loop: { settings: { remedy: tell } } }');
    const { bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);
    await minutes(here, 5);
    const at = new Date(here.timeline.now()).toISOString();
    const full = Array.from({ length: 1000 }, (_, index) =>
      mark(`old-${index}`, { at, group: 'payments-api:2' }),
    );
    await here.deps.ledger.mark(KEY, full);
    const worse = registerRevision(here, 'payments-api', 'worse');
    here.fleet.behave({
      on: { taskDefinition: worse },
      failure: { kind: 'exit', afterSeconds: 15, exitCode: 2 },
    });
    here.fleet.deploy('prod', 'payments-api', worse);

    await minutes(here, 10);

    expect(headlines(here)).toHaveLength(2);
    await here.close();
  });

  it('rolls back although the steady revision crashed once, hours ago', async () => {
    const here = await openWorld('act');
    const { good, bad } = steadyService(here);
    const [task] = here.fleet.tasks({ service: 'payments-api' });
    here.fleet.strike({ arns: [task?.taskArn ?? ''] }, { kind: 'exit', afterSeconds: 1, exitCode: 1 });
    await minutes(here, 8 * HOURS);
    here.fleet.deploy('prod', 'payments-api', bad);

    await minutes(here, 30);

    expect(current(here)?.taskDefinition).toBe(good);
    await here.close();
  });

  it('rolls nothing back because a registry limits pulls', async () => {
    const here = await openWorld('act');
    const { good } = steadyService(here);
    const fine = registerRevision(here, 'payments-api', 'fine');
    here.fleet.deploy('prod', 'payments-api', fine);
    await minutes(here, 1 * HOURS);
    const limited = 'CannotPullContainerError: toomanyrequests: You have reached your pull rate limit.';
    here.fleet.behave({
      on: { cluster: 'prod' },
      failure: { kind: 'start-failure', stoppedReason: limited },
    });
    here.fleet.scale('prod', 'payments-api', 5);

    await minutes(here, 1 * HOURS);

    expect(writes(here)).toEqual([]);
    expect(current(here)?.taskDefinition).not.toBe(good);
    await here.close();
  });

  it('calls it no failure when somebody deploys the fix while it watches', async () => {
    const { here } = await crashLoop('act');
    await minutes(here, 6);
    here.fleet.deploy('prod', 'payments-api', registerRevision(here, 'payments-api', 'fixed'));

    await minutes(here, 1 * HOURS);

    expect(outcomes(here)).toMatchObject([
      { type: 'done', reason: 'released: the service uses payments-api:3 by now' },
    ]);
    await here.close();
  });

  it('says that a stopped service needs somebody, when no fix came for a day', async () => {
    const settings = 'playbooks: { stop-crash-loop: { settings: { remedy: scale-to-zero } } }';
    const { here } = await crashLoop('act', settings);

    await minutes(here, 26 * HOURS);

    expect(current(here)).toMatchObject({ desired: 0, running: 0 });
    expect(headlines(here)).toEqual([expect.stringMatching(/^NEEDS YOU/)]);
    expect(JSON.stringify(here.slack.messages('#ops'))).toContain('set the desired count to 2');
    await here.close();
  });

  it('posts one message, however often a line of its thread is refused', async () => {
    let refusals = 2;
    const wrap = (deps: Deps): Deps => ({
      ...deps,
      notifier: {
        ...deps.notifier,
        async reply(...args) {
          refusals -= 1;
          if (refusals >= 0) throw new Error('rate limited');
          await deps.notifier.reply(...args);
        },
      },
    });
    const { here } = await crashLoop('ask', '', { wrap });

    await minutes(here, 10);

    expect(headlines(here)).toHaveLength(1);
    const [root] = here.slack.messages('#ops');
    expect(root && here.slack.thread(root)).toHaveLength(1);
    await here.close();
  });

  it('stops what was decided but not done when the kill switch is thrown', async () => {
    let died = false;
    const box: { world?: World } = {};
    const { here } = await crashLoop('act', '', {
      onCheckpoint(when, execution) {
        const gathered = execution
          .operations()
          .some(({ Name, Status }) => Name === 'gather-1' && Status === 'SUCCEEDED');
        if (when === 'before' || died || !gathered) return;
        died = true;
        box.world?.fleet.putParameter('/watchkeeper/local/kill-switch', 'on');
        throw new Error('the sandbox died');
      },
    });
    box.world = here;

    await minutes(here, 30);

    expect(died).toBe(true);
    expect(writes(here)).toEqual([]);
    await here.close();
  });

  it('takes an approval that was written down and then lost on its way', async () => {
    const { here, good } = await crashLoop('ask', '', {
      wrap: (deps) => ({ ...deps, resume: () => Promise.reject(new Error('Lambda is down')) }),
    });
    await minutes(here, 4);
    const [root] = here.slack.messages('#ops');
    if (root) await here.click(root, 'approve', ONCALL);

    await minutes(here, 1 * HOURS);

    expect(current(here)?.taskDefinition).toBe(good);
    await here.close();
  });

  it('asks again within two hours when nobody answered and the service is still down', async () => {
    const { here } = await crashLoop('ask');

    await minutes(here, 2 * HOURS);

    const questions = here.slack.messages('#ops').filter(({ threadTs }) => threadTs === undefined);
    expect(questions).toHaveLength(2);
    await here.close();
  });

  it('leaves a target alone for the cooldown after it acted on it', async () => {
    const { here } = await crashLoop('act');
    await minutes(here, 16);
    expect(writes(here)).toEqual(['UpdateService']);
    deployWorse(here);

    await minutes(here, 10);

    expect(writes(here)).toEqual(['UpdateService']);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }, { type: 'refused', by: 'cooldown' }]);
    await here.close();
  });

  it('tells of a failing revision once, though another one fails after it', async () => {
    const { here } = await crashLoop('observe');
    await minutes(here, 20);
    deployWorse(here);

    await minutes(here, 40);

    expect(outcomes(here)).toMatchObject([{ type: 'observed' }, { type: 'observed' }]);
    await here.close();
  });

  it('tells of two failing revisions once each, though people deploy now the one and now the other', async () => {
    const { here, bad } = await crashLoop('observe');
    await minutes(here, 20);
    const worse = deployWorse(here);
    for (const again of [bad, worse, bad, worse]) {
      await minutes(here, 20);
      here.fleet.deploy('prod', 'payments-api', again);
    }

    await minutes(here, 20);

    expect(outcomes(here)).toMatchObject([{ type: 'observed' }, { type: 'observed' }]);
    await here.close();
  });

  it('takes up a revision that began to fail while it was busy with another', async () => {
    const { here, good } = await crashLoop('act', 'cooldownMinutes: 0');
    await minutes(here, 6);
    deployWorse(here);

    await minutes(here, 40);

    expect(current(here)?.taskDefinition).toBe(good);
    expect(writes(here)).toEqual(['UpdateService', 'UpdateService']);
    expect(outcomes(here)).toMatchObject([{ type: 'done' }, { type: 'held' }]);
    await here.close();
  });

  it('opens the next incident itself for failures that came in while it closed', async () => {
    let late = true;
    const { here } = await crashLoop('act', '', {
      wrap: (deps) => ({
        ...deps,
        ledger: {
          ...deps.ledger,
          async close(...args) {
            const at = new Date(deps.clock()).toISOString();
            const failures = [1, 2, 3, 4, 5].map((number) =>
              mark(`late-${number}`, { at, group: 'payments-api:9' }),
            );
            if (late) await deps.ledger.mark(KEY, failures);
            late = false;
            return deps.ledger.close(...args);
          },
        },
      }),
    });

    await minutes(here, 60);

    expect(outcomes(here)).toHaveLength(2);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }, { type: 'nothing', released: true }]);
    await here.close();
  });

  it('asks again when what was approved is not what would be done by now', async () => {
    const settings = 'playbooks: { stop-crash-loop: { settings: { remedy: scale-to-zero } } }';
    const { here } = await crashLoop('ask', settings);
    await minutes(here, 4);
    here.fleet.scale('prod', 'payments-api', 3);
    const [root] = here.slack.messages('#ops');
    if (!root) throw new Error('nothing was asked');

    await here.click(root, 'approve', ONCALL);
    await minutes(here, 2);

    expect(writes(here)).toEqual([]);
    expect(here.slack.buttons(root).length).toBeGreaterThan(0);
    await here.click(root, 'approve', ONCALL);
    await minutes(here, 5);
    expect(writes(here)).toEqual(['UpdateService']);
    await here.close();
  });

  it('hears of a crash loop right after ECS complained without a known reason', async () => {
    const here = await openWorld('act');
    const { good, bad } = steadyService(here);
    here.bus.put(startImpaired(here));
    await minutes(here, 5);
    expect(outcomes(here)).toMatchObject([{ type: 'nothing' }]);
    here.fleet.deploy('prod', 'payments-api', bad);

    await minutes(here, 30);

    expect(current(here)?.taskDefinition).toBe(good);
    await here.close();
  });
});

/** Another revision that fails as well. */
function deployWorse(here: World): string {
  const worse = registerRevision(here, 'payments-api', 'worse');
  here.fleet.behave({
    on: { taskDefinition: worse },
    failure: { kind: 'exit', afterSeconds: 5, exitCode: 2 },
  });
  here.fleet.deploy('prod', 'payments-api', worse);
  return worse;
}

/** ECS's word that it cannot start the tasks of payments-api. */
function startImpaired({ timeline }: World): object {
  const arn = 'arn:aws:ecs:eu-west-1:123456789012';
  return {
    version: '0',
    id: 'start-impaired-1',
    'detail-type': 'ECS Service Action',
    source: 'aws.ecs',
    account: '123456789012',
    time: new Date(timeline.now()).toISOString(),
    region: 'eu-west-1',
    resources: [`${arn}:service/prod/payments-api`],
    detail: {
      eventType: 'WARN',
      eventName: 'SERVICE_TASK_START_IMPAIRED',
      clusterArn: `${arn}:cluster/prod`,
      createdAt: new Date(timeline.now()).toISOString(),
    },
  };
}

/** Reads that see every service with all of its tasks, or with none. */
function through(eyes: { readonly seeWell: boolean }, reads: Reads): Reads {
  return {
    ...reads,
    async service(...args) {
      const service = await reads.service(...args);
      return service && { ...service, runningCount: eyes.seeWell ? service.desiredCount : 0 };
    },
  };
}

function steadyServiceNamed(here: World, name: string): string {
  steadyService(here, name, 2);
  return name;
}
