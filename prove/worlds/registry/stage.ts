import { repositoryOf } from '../../../local/fleet/ecr/lookup.ts';
import type { RepositoryModel } from '../../../local/fleet/ecr/model.ts';
import { addRepository } from '../../../local/fleet/ecr/script.ts';
import { publicSide } from '../../../local/fleet/ecr-public/registry.ts';
import { send } from '../../../local/fleet/intercept.ts';
import type { World } from '../../../local/fleet/model.ts';
import { createWorld } from '../../../local/fleet/world.ts';
import { createTimeline } from '../../../local/timeline.ts';
import { createResponseClients } from '../../../shared/aws/response-clients.ts';
import { createWaiting, type Waiting } from './waiting.ts';
import { createWorkloads, type Workloads } from './workloads.ts';

export const REPOSITORY = 'shop/web';
const START = Date.parse('2026-01-05T06:00:00Z');

export type Around = <Answer>(command: string, input: object, carryOut: () => Answer) => Promise<Answer>;

/** Nothing in the way. */
export const UNDISTURBED: Around = async (_command, _input, carryOut) => carryOut();

/** A private registry with an archive, one that is swept without, or that of the account in ECR Public. */
export const REGISTRIES = ['archive', 'delete-only', 'public'] as const;
export type RegistryKind = (typeof REGISTRIES)[number];

/** The simulated registry with one repository, and who uses its images. */
export interface Stage {
  readonly kind: RegistryKind;
  readonly world: World;
  readonly repository: RepositoryModel;
  readonly workloads: Workloads;
  readonly waiting: Waiting;
  /** What the last sweep that closed left to the next. */
  remembered: string | undefined;
  /** Stands around every command: a sweep puts what disturbs it here. */
  around: Around;
}

export function createStage(kind: RegistryKind): Stage {
  const account = createWorld({ timeline: createTimeline(START), seed: 1, emit() {} });
  const world = kind === 'public' ? publicSide(account) : account;
  addRepository(world, { name: REPOSITORY });
  const repository = repositoryOf(world, { repositoryName: REPOSITORY });
  const workloads = createWorkloads(world, REPOSITORY);
  const waiting = createWaiting();
  return { kind, world, repository, workloads, waiting, remembered: undefined, around: UNDISTURBED };
}

let current: Stage | undefined;

/** Real SDK clients, made once for all histories: they talk to the stage that was set last. */
export const clients = createResponseClients({
  region: 'eu-west-1',
  intercept: (client) =>
    client.middlewareStack.add(
      (_next, { clientName = '', commandName = '' }) =>
        async ({ input }) => ({
          output: await answer(clientName.replace(/Client$/, ''), commandName.replace(/Command$/, ''), input),
          response: {},
        }),
      { step: 'initialize', priority: 'high', name: 'stage' },
    ),
});

export function talkTo(stage: Stage): void {
  current = stage;
}

async function answer(client: string, command: string, input: object): Promise<object> {
  if (current === undefined) throw new Error(`nobody is there to answer ${command}`);
  const { world } = current;
  return current.around(command, input, () => send(world, client, command, input));
}
