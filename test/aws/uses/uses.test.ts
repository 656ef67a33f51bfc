import { describe, expect, it } from 'vitest';
import { USE_PERMISSIONS } from '../../../shared/aws/uses/permissions.ts';
import { readUseGraph, USE_READERS, type UseReaderName } from '../../../shared/aws/uses.ts';
import { serviceError } from '../simulated-aws.ts';
import { createUseStage, furnish, REGISTRY, type UseStage } from './stage.ts';

function furnished(): UseStage {
  const stage = createUseStage();
  furnish(stage);
  return stage;
}

/** IAM's names for the clients, and the readers that talk to none but their own. */
const IAM: Readonly<Record<string, string>> = {
  ECS: 'ecs',
  EventBridge: 'events',
  Scheduler: 'scheduler',
  Lambda: 'lambda',
  AppRunner: 'apprunner',
  Inspector2: 'inspector2',
  STS: 'sts',
};

describe('shared/aws/uses', () => {
  it('says who uses each image as people say it, each once', async () => {
    const stage = furnished();

    const { uses, unread } = await stage.graph({ watchesEks: true });

    expect(unread).toEqual([]);
    expect(uses.map(({ kind, by, repository }) => `${repository} ${kind}: ${by}`).sort()).toEqual([
      'cart eks: 2 pods and tasks that Inspector sees',
      'portal app-runner: App Runner service portal',
      'report rollback: task definition report:1',
      'report running: task report:1 in shop',
      'report scheduled: rule hourly',
      'report scheduled: schedule nightly',
      'thumbnails lambda: function thumbnails',
      'thumbnails lambda: function thumbnails:1',
      // By the tag of the task definition, and by the digest that it was deployed with.
      'web deployed: service web in shop',
      'web deployed: service web in shop',
      'web rollback: service web in shop',
      'web rollback: task definition web:1',
      'web running: service web in shop',
    ]);
    expect(new Set(uses.map(({ registry }) => registry))).toEqual(new Set([REGISTRY]));
  });

  it('whichever call fails, the graph is partial, and what else was read stands in it', async () => {
    const calm = furnished();
    const { uses: all } = await calm.graph();
    const total = calm.fleet.calls.length;
    expect(total).toBeGreaterThan(25);

    for (let failing = 0; failing < total; failing++) {
      const stage = furnished();
      let calls = 0;
      const failed: string[] = [];
      stage.disturb(async ({ name, pass }) => {
        if (calls++ !== failing) return pass();
        failed.push(name);
        throw serviceError('InternalServerError', 'AWS is ill', 500);
      });

      const { uses, unread } = await stage.graph();

      const [client = '', command] = failed[0]?.split(':') ?? [];
      expect(unread, failed[0]).toEqual(
        expect.arrayContaining([expect.stringContaining(`${IAM[client]}:${command}: InternalServerError`)]),
      );
      expect(uses.length, failed[0]).toBeGreaterThan(0);
      expect(all).toEqual(expect.arrayContaining([...uses]));
    }
  });

  it.each(['throttled', 'denied', 'unavailable', 'lost-answer'] as const)(
    'whichever command is %s, the graph says so',
    async (kind) => {
      const commands = new Set((await callsOf(furnished())).map((call) => call.split(':')[1] ?? ''));
      expect(commands.size).toBeGreaterThan(18);

      for (const command of commands) {
        const stage = furnished();
        stage.fleet.fault({ command, kind, times: 1000 });

        const { unread } = await stage.graph();

        expect(unread, command).not.toEqual([]);
        expect(unread.join(), command).toContain(command);
      }
    },
  );

  it('a permission that is missing is named', async () => {
    const stage = furnished();
    stage.fleet.fault({ command: 'ListFunctions', kind: 'denied' });

    expect((await stage.graph()).unread).toEqual([
      'the list of Lambda functions may not be read: add "lambda:ListFunctions" to the role of this function',
    ]);
  });

  it('small pages give the same graph', async () => {
    const stage = furnished();
    for (const name of ['a', 'b', 'c']) {
      stage.fleet.addCluster({ name });
      stage.fleet.putAppRunnerService(name, `${REGISTRY}/${name}:1`);
      stage.fleet.putImageFunction(name, `${REGISTRY}/${name}:1`);
      stage.fleet.putRule(`${name}/${name}`, []);
    }
    const whole = await stage.graph();
    const before = stage.fleet.calls.length;

    stage.disturb(({ name, input, pass }) =>
      name.includes(':List')
        ? pass({ ...input, maxResults: 1, Limit: 1, MaxResults: 1, MaxItems: 1 })
        : pass(),
    );

    expect(await stage.graph()).toEqual(whole);
    expect(stage.fleet.calls.length - before).toBeGreaterThan(before + 10);
  });

  it('a list that gives the same page for ever is an error', async () => {
    const stage = furnished();
    stage.disturb(async ({ name, pass }) =>
      name === 'ECS:ListClusters' ? { clusterArns: [], nextToken: 'again' } : pass(),
    );

    expect((await stage.graph()).unread).toEqual([
      'the list of ECS clusters could not be read with ecs:ListClusters: Error: the same page came twice',
    ]);
  });

  it.each(Object.keys(USE_READERS) as UseReaderName[])(
    '%s declares exactly the IAM actions that it uses',
    async (name) => {
      const stage = furnished();
      // A task that was placed a moment ago has no containers yet: its definition is read.
      stage.disturb(async ({ name: sent, pass }) => {
        const answer: { tasks?: object[] } = await pass();
        if (sent !== 'ECS:DescribeTasks') return answer;
        return { tasks: answer.tasks?.map((task) => ({ ...task, containers: [] })) };
      });

      await stage.uses(name);

      const used = stage.fleet.calls.map(({ client, command }) => `${IAM[client]}:${command}`);
      expect([...new Set(used)].sort()).toEqual([...USE_PERMISSIONS[name]].sort());
    },
  );

  it('another reader can stand in for one that does not know the house', async () => {
    const stage = furnished();
    const pod = { registry: REGISTRY, repository: 'cart', tag: '1', kind: 'eks', by: 'pod cart-0' } as const;
    const readers = { ...USE_READERS, eks: async () => [pod] };

    const { uses, unread } = await readUseGraph(
      stage.clients,
      { account: '111122223333', rollbackDepth: 3, watchesEks: true, elsewhere: [] },
      readers,
    );

    expect(unread).toEqual([]);
    expect(uses.filter(({ kind }) => kind === 'eks')).toEqual([pod]);
  });

  it.each([0, -1, 1.5, Number.NaN])(
    'a rollback depth of %s makes the graph partial',
    async (rollbackDepth) => {
      const { unread } = await createUseStage().graph({ rollbackDepth });

      expect(unread).toContain(
        `how many revisions to keep for a rollback is ${rollbackDepth}: it must be 1 or more`,
      );
    },
  );

  it('an account that has nothing uses nothing, and that is no failure', async () => {
    const stage = createUseStage();

    const { uses, unread } = await stage.graph();

    expect(unread).toEqual([]);
    expect(uses.map(({ by }) => by)).toEqual(['task definition web:1']);
  });
});

async function callsOf(stage: UseStage): Promise<readonly string[]> {
  await stage.graph();
  return stage.fleet.calls.map(({ client, command }) => `${client}:${command}`);
}
