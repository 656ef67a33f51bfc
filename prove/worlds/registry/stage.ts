import { repositoryOf } from '../../../local/fleet/ecr/lookup.ts';
import type { RepositoryModel } from '../../../local/fleet/ecr/model.ts';
import { addRepository } from '../../../local/fleet/ecr/script.ts';
import { send } from '../../../local/fleet/intercept.ts';
import type { World } from '../../../local/fleet/model.ts';
import { createWorld } from '../../../local/fleet/world.ts';
import { createTimeline } from '../../../local/timeline.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { createWorkloads, type Workloads } from './workloads.ts';

export const REPOSITORY = 'shop/web';
const START = Date.parse('2026-01-05T06:00:00Z');

export type Around = <Answer>(command: string, input: object, carryOut: () => Answer) => Promise<Answer>;

/** Nothing in the way. */
export const UNDISTURBED: Around = async (_command, _input, carryOut) => carryOut();

/** The simulated registry with one repository, and who uses its images. */
export interface Stage {
  readonly world: World;
  readonly repository: RepositoryModel;
  readonly workloads: Workloads;
  /** Stands around every command: a sweep puts what disturbs it here. */
  around: Around;
}

export function createStage(): Stage {
  const world = createWorld({ timeline: createTimeline(START), seed: 1, emit() {} });
  addRepository(world, { name: REPOSITORY });
  const repository = repositoryOf(world, { repositoryName: REPOSITORY });
  const workloads = createWorkloads(world, REPOSITORY);
  return { world, repository, workloads, around: UNDISTURBED };
}

let current: Stage | undefined;

/** Real SDK clients, made once for all histories: they talk to the stage that was set last. */
export const clients = createResponseClients({
  region: 'eu-west-1',
  intercept: (client) =>
    client.middlewareStack.add(
      (_next, { commandName = '' }) =>
        async ({ input }) => ({
          output: await answer(commandName.replace(/Command$/, ''), input),
          response: {},
        }),
      { step: 'initialize', priority: 'high', name: 'stage' },
    ),
});

export function talkTo(stage: Stage): void {
  current = stage;
}

async function answer(command: string, input: object): Promise<object> {
  if (current === undefined) throw new Error(`nobody is there to answer ${command}`);
  const { world } = current;
  return current.around(command, input, () => send(world, 'ECR', command, input));
}
