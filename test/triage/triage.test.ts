import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import type { Ledger } from '../../shared/deps.ts';
import type { IncidentRef } from '../../shared/domain/incident.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { type QueueRecord, type TriageDeps, triageBatch as triageOf } from '../../shared/triage.ts';
import { config } from '../support/fleet.ts';
import { NOW } from '../support/incidents.ts';
import { type Stop, stopEvent, taskId } from '../support/stops.ts';

const database = openMemoryDatabase();
let run = 0;

afterAll(() => database.close());
beforeEach(() => {
  run += 1;
});

const triageBatch = (batch: readonly QueueRecord[], deps: TriageDeps) => triageOf(batch, ECS, deps);

interface Rig {
  readonly deps: TriageDeps;
  readonly started: IncidentRef[];
  readonly logged: string[];
  operations: number;
}

/** Triage with a real ledger; responses are noted instead of started. */
function rig(change: Partial<TriageDeps> = {}, more = ''): Rig {
  const client = async () => database.client;
  const ledger = createLedger({ name: database.table, client, clock: () => NOW });
  const note = (message: string, fields?: unknown) =>
    void made.logged.push(`${message} ${JSON.stringify(fields)}`);
  const made: Rig = {
    started: [],
    logged: [],
    operations: 0,
    deps: {
      account: '123456789012',
      region: 'eu-west-1',
      config: config('observe', more),
      clock: () => NOW,
      log: { debug: note, info: note, warn: note, error: note },
      measure: () => {},
      ledger: counting(ledger, () => (made.operations += 1)),
      startResponse: async (ref) => void made.started.push(ref),
      ...change,
    },
  };
  return made;
}

function counting(ledger: Ledger, count: () => void): Ledger {
  const mark: Ledger['mark'] = (...args) => {
    count();
    return ledger.mark(...args);
  };
  const prune: Ledger['prune'] = (key, marks) => {
    if (marks.length > 0) count();
    return ledger.prune(key, marks);
  };
  return { ...ledger, mark, prune };
}

/** A ledger that sees how many writes wait at the same time, and which keys were written, in their order. */
function crowded() {
  let now = 0;
  let most = 0;
  const ended: string[] = [];
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async mark(key, marks) {
      now += 1;
      most = Math.max(most, now);
      const record = await real.mark(key, marks);
      now -= 1;
      ended.push(key);
      return record;
    },
  });
  return { ledger, most: () => most, ended };
}

function records(stops: readonly Stop[]): QueueRecord[] {
  return stops.map((stop, index) => ({ id: `${index}`, body: JSON.stringify(stopEvent(stop)) }));
}

/** Services of this test's own, so that no test counts another's failures. */
const service = (name = 'api') => `${name}-${run}`;

describe('shared/triage', () => {
  it('counts failures of a service and starts one response at the threshold', async () => {
    const { deps, started } = rig();
    const stops = [1, 2, 3, 4].map((number) => ({ task: taskId(number), service: service() }));

    await triageBatch(records(stops), deps);
    expect(started).toEqual([]);
    await triageBatch(records([{ task: taskId(5), service: service() }]), deps);

    expect(started).toMatchObject([
      { playbook: 'stop-crash-loop', generation: 1, target: { name: service() } },
    ]);
  });

  it('answers a failed standalone task at once', async () => {
    const { deps, started } = rig();

    await triageBatch(records([{ task: taskId(1), family: service('job') }]), deps);

    expect(started).toMatchObject([{ playbook: 'rerun-failed-task', target: { kind: 'family' } }]);
  });

  it('says nothing of a job that finished', async () => {
    const { deps, started } = rig();

    await triageBatch(records([{ task: taskId(1), family: service('job'), exitCode: 0 }]), deps);

    expect(started).toEqual([]);
  });

  it('counts one task once, however often it is told of', async () => {
    const { deps, started } = rig();
    const same = Array.from({ length: 20 }, () => ({ task: taskId(1), service: service() }));

    await triageBatch(records(same), deps);
    await triageBatch(records(same), deps);

    expect(started).toEqual([]);
  });

  it('counts the failures of each task definition for itself', async () => {
    const { deps, started } = rig();
    const stops = [1, 2, 3, 4, 5, 6].map((number) => ({
      task: taskId(number),
      service: service(),
      revision: number % 2,
    }));

    await triageBatch(records(stops), deps);

    expect(started).toEqual([]);
  });

  it('does not count failures that lie further apart than the window', async () => {
    const { deps, started } = rig();
    const stops = [0, 11, 22, 33, 44].map((minute) => ({
      task: taskId(minute),
      service: service(),
      at: `2026-11-23T09:${String(minute).padStart(2, '0')}:00Z`,
    }));

    await triageBatch(records(stops), deps);

    expect(started).toEqual([]);
  });

  it('sends malformed events back, one by one, and takes the rest', async () => {
    const { deps, logged } = rig();
    const good = records([{ task: taskId(1), service: service() }]);
    const detail = { ...JSON.parse(good[0]?.body ?? '').detail, taskArn: 'nonsense' };
    const broken = JSON.stringify({ ...JSON.parse(good[0]?.body ?? ''), detail });

    const failed = await triageBatch([...good, { id: 'x', body: '{' }, { id: 'y', body: broken }], deps);

    expect(failed).toEqual(['x', 'y']);
    expect(logged.filter((line) => line.startsWith('malformed event'))).toHaveLength(2);
  });

  it('drops what it does not know, and counts it', async () => {
    const counted: string[] = [];
    const { deps } = rig({
      measure: (name, _value, dimensions) => void counted.push(`${name} ${dimensions?.kind}`),
    });

    const failed = await triageBatch([{ id: 'x', body: '{"source":"aws.s3","detail-type":"New"}' }], deps);

    expect(failed).toEqual([]);
    expect(counted).toEqual(['signals unknown']);
  });

  it('ignores events of another account or region', async () => {
    const { deps, started } = rig({ account: '999999999999' });

    await triageBatch(records([{ task: taskId(1), family: service('job') }]), deps);

    expect(started).toEqual([]);
  });

  it('hears nothing for a playbook that is off', async () => {
    const { deps, started } = rig({}, 'playbooks: { rerun-failed-task: { mode: off } }');

    await triageBatch(records([{ task: taskId(1), family: service('job') }]), deps);

    expect(started).toEqual([]);
  });

  it('says in the log and in the metrics what became of each failure', async () => {
    const counted: unknown[] = [];
    const measure: TriageDeps['measure'] = (...metric) => void counted.push(metric);
    const { deps, logged } = rig({ measure });
    const name = service('job');

    await triageBatch(
      records([
        { task: taskId(1), family: name },
        { task: taskId(2), service: service() },
      ]),
      deps,
    );

    const key = `rerun-failed-task/123456789012/eu-west-1/prod/family/${name}`;
    expect(logged).toContainEqual(
      expect.stringContaining(
        `triage: open {"incident":"${key}","playbook":"rerun-failed-task","failures":1,"reason":"`,
      ),
    );
    expect(logged).toContainEqual(
      expect.stringMatching(/^triage: counting .*"1 of 5 failures within 10 min"/),
    );
    expect(logged).toContainEqual(
      expect.stringMatching(
        /^ignored \{"signalId":"event-.*"stop-crash-loop","reason":"not a task of a service"/,
      ),
    );
    expect(counted).toEqual([
      ['signals', 1, { kind: 'ecs.task-stopped' }],
      ['signals', 1, { kind: 'ecs.task-stopped' }],
      ['incidents', 1, { playbook: 'rerun-failed-task' }],
    ]);
  });

  it('says why it does not listen', async () => {
    const batch = records([{ task: taskId(1), family: service('job') }]);
    const elsewhere = rig({ region: 'us-east-1' });
    const off = rig({}, 'playbooks: { rerun-failed-task: { mode: off } }');
    const unknown = rig();

    await triageBatch(batch, elsewhere.deps);
    await triageBatch(batch, off.deps);
    await triageBatch([{ id: 'x', body: '{"source":"aws.s3","detail-type":"New"}' }], unknown.deps);
    await triageBatch([{ id: 'x', body: '{' }], unknown.deps);

    const foreign = 'an event of account 123456789012 in eu-west-1; this is 123456789012 in us-east-1';
    expect(elsewhere.started).toEqual([]);
    expect(elsewhere.logged).toContainEqual(expect.stringContaining(foreign));
    expect(off.logged).toContainEqual(expect.stringContaining('rerun-failed-task is off in watchkeeper.yml'));
    expect(unknown.logged[0]).toMatch(/^unknown event .*"source":"aws.s3","detailType":"New","reason":"/);
    expect(unknown.logged[1]).toMatch(/^malformed event .*"recordId":"x","reason":"not JSON: /);
  });

  it('answers at once when one of the failures of a batch is answered at once', async () => {
    const { deps, started } = rig();
    const impaired = JSON.parse(
      readFileSync('events/aws.ecs/service-action-task-start-impaired.json', 'utf8'),
    );
    const name = service();
    const arn = `arn:aws:ecs:eu-west-1:123456789012:service/prod/${name}`;
    const action = { ...impaired, account: '123456789012', region: 'eu-west-1', resources: [arn] };
    const detail = { ...impaired.detail, clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod' };
    const told = { id: 'x', body: JSON.stringify({ ...action, detail }) };

    await triageBatch([...records([{ task: taskId(1), service: name }]), told], deps);

    expect(started.map(({ trigger }) => trigger.type)).toEqual(['respond']);
  });

  it('gives events back whose response could not be started, and starts it when they come again', async () => {
    const broken = rig({ startResponse: () => Promise.reject(new Error('throttled')) });
    const whole = rig();
    const batch = records([{ task: taskId(1), family: service('job') }]);

    const failed = await triageBatch(batch, broken.deps);
    await triageBatch(batch, whole.deps);

    expect(failed).toEqual(['0']);
    expect(broken.logged).toContainEqual(
      expect.stringMatching(/^triage failed; the events will be delivered again .*"rerun-failed-task"/),
    );
    expect(whole.started).toHaveLength(1);
  });

  it('works on several targets of a batch at once, each in its order, and never on more than eight', async () => {
    const { ledger, most, ended } = crowded();
    const { deps } = rig({ ledger: ledger(rig().deps.ledger) });
    const stops = Array.from({ length: 40 }, (_, index) => ({
      task: taskId(index),
      service: `${service('crowd')}-${index % 20}`,
    }));

    const failed = await triageBatch(records(stops), deps);

    expect(failed).toEqual([]);
    expect(most()).toBe(8);
    expect(ended.toSorted()).toEqual([...new Set(ended)].sort());
    expect(ended).toHaveLength(20);
  });

  it('gives back only the records of the targets that failed, whatever runs beside them', async () => {
    const whole = rig();
    const { ledger } = whole.deps;
    const mark: Ledger['mark'] = (key, marks) =>
      /-[37]$/.test(key) ? Promise.reject(new Error('throttled')) : ledger.mark(key, marks);
    const stops = Array.from({ length: 30 }, (_, index) => ({
      task: taskId(index),
      service: `${service('partial')}-${index % 10}`,
    }));

    const failed = await triageBatch(records(stops), { ...whole.deps, ledger: { ...ledger, mark } });

    expect(failed.toSorted()).toEqual(['13', '17', '23', '27', '3', '7']);
  });

  it('begins only what it can end in time when the ledger does not answer, and gives the rest of a batch back', async () => {
    let now = NOW;
    const whole = rig();
    const mark = async (): Promise<never> => {
      await setImmediate();
      now = NOW + 6_500;
      throw new Error('DynamoDB does not answer');
    };
    const slow = { ...whole.deps, clock: () => now, ledger: { ...whole.deps.ledger, mark } };
    const batch = records(
      Array.from({ length: 100 }, (_, index) => ({ task: taskId(index), service: service(`s${index}`) })),
    );

    const failed = await triageBatch(batch, slow);

    expect(failed).toHaveLength(100);
    expect(whole.logged.filter((line) => line.startsWith('triage takes too long'))).toHaveLength(92);
  });

  it('starts the same responses for every order and repetition of a history', async () => {
    const history = Array.from({ length: 12 }, (_, index) => ({
      name: index % 2,
      at: index % 7,
      task: index,
    }));
    const anyOrder = fc.tuple(
      fc.shuffledSubarray(history, { minLength: 12 }),
      fc.array(fc.constantFrom(...history), { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
    );
    let number = 0;

    await fc.assert(
      fc.asyncProperty(anyOrder, async ([order, repeats, size]) => {
        number += 1;
        const { deps, started } = rig();
        const stops = [...order, ...repeats].map(({ name, at, task }) => ({
          task: taskId(task),
          service: `history-${run}-${number}-${name}`,
          at: `2026-11-23T09:5${at}:00Z`,
        }));
        const all = records(stops);
        for (let start = 0; start < all.length; start += size) {
          await triageBatch(all.slice(start, start + size), deps);
        }
        const targets = new Set(
          started.map(({ target, generation }) => `${target.name.at(-1)}#${generation}`),
        );
        expect([...targets].sort()).toEqual(['0#1', '1#1']);
        expect(new Set(started.map(({ id }) => id)).size).toBe(2);
      }),
      { numRuns: 40 },
    );
  });

  it('costs one write per event at most, before batching', async () => {
    const made = rig();
    const stops = Array.from({ length: 1000 }, (_, index) => ({
      task: taskId(index),
      service: `${service('storm')}-${index % 20}`,
    }));

    for (const record of records(stops)) await triageBatch([record], made.deps);

    expect(made.operations / stops.length).toBeLessThanOrEqual(1.1);
    expect(new Set(made.started.map(({ id }) => id)).size).toBe(20);
  });

  it('loses none of 10,000 stops in 200 services, in batches of 1,000', async () => {
    const made = rig();
    const stops = Array.from({ length: 10_000 }, (_, index) => ({
      task: taskId(index),
      service: `${service('storm')}-${index % 200}`,
    }));
    const all = records(stops);

    const failed: string[] = [];
    for (let start = 0; start < all.length; start += 1000) {
      failed.push(...(await triageBatch(all.slice(start, start + 1000), made.deps)));
    }

    expect(failed).toEqual([]);
    const ids = new Set(made.started.map(({ key }) => key));
    expect(ids.size).toBe(200);
    for (const key of ids) expect((await made.deps.ledger.read(key))?.marks).toHaveLength(50);
  });

  it('never throws, whatever comes in', async () => {
    const { deps } = rig();

    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        const failed = await triageBatch([{ id: 'x', body }], deps);
        expect([[], ['x']]).toContainEqual(failed);
      }),
      { numRuns: 500 },
    );
  });
});
