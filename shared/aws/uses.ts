import type { ImageUse, UseGraph, UseScope } from '../domain/image.ts';
import { errorText } from './failures.ts';
import type { ImageClients } from './image-clients.ts';
import { atOnce } from './uses/at-once.ts';
import { openElsewhere, type Somewhere } from './uses/elsewhere.ts';
import { createPlace, type UseReader } from './uses/place.ts';

export type { Depth, Place, UseReader } from './uses/place.ts';

/** Who may use an image: each is read by a file of its own, which is loaded, with its SDK commands, when it is asked. */
export const USE_READERS = {
  tasks: async (place) => (await import('./uses/tasks.ts')).readTaskUses(place),
  services: async (place) => (await import('./uses/services.ts')).readServiceUses(place),
  definitions: async (place) => (await import('./uses/definitions.ts')).readDefinitionUses(place),
  rules: async (place) => (await import('./uses/rules.ts')).readRuleUses(place),
  schedules: async (place) => (await import('./uses/schedules.ts')).readScheduleUses(place),
  functions: async (place) => (await import('./uses/functions.ts')).readFunctionUses(place),
  appRunner: async (place) => (await import('./uses/app-runner.ts')).readAppRunnerUses(place),
  eks: async (place) => (await import('./uses/inspector.ts')).readInspectorUses(place),
} as const satisfies Record<string, UseReader>;
export type UseReaderName = keyof typeof USE_READERS;

/**
 * So many readers work at the same time. Within one, a call follows the other: at some 50 ms each that is the rate
 * of 20 a second to which ECS throttles most of them, so that more at once would only be refused.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const READERS_AT_ONCE = 4;

/**
 * Who uses which image, now and for a rollback, wherever the scope says to look. A reader that fails is an entry of
 * `unread`; nothing is thrown. Another reader may stand in for one of `readers`, for EKS above all.
 */
export async function readUseGraph(
  clients: ImageClients,
  scope: UseScope,
  readers: Readonly<Record<UseReaderName, UseReader>> = USE_READERS,
): Promise<UseGraph> {
  const { account, elsewhere } = scope;
  const { open, unread } = await openElsewhere(account, clients, elsewhere);
  const places: readonly Somewhere[] = [{ name: undefined, account, clients }, ...open];
  const work = places.flatMap(({ name, ...there }) => {
    const place = createPlace(there.account, there.clients, scope);
    return Object.values(readers).map(
      (reader) => async () => named(await answerOf(() => reader(place)), name),
    );
  });
  const graphs = await atOnce(READERS_AT_ONCE, work);
  return {
    uses: distinct(graphs.flatMap(({ uses }) => uses)),
    unread: [...new Set([...depthProblems(scope), ...unread, ...graphs.flatMap((graph) => graph.unread)])],
  };
}

/** A depth that is none would keep nothing for a rollback, and not say so. */
function depthProblems({ rollbackDepth }: UseScope): readonly string[] {
  if (Number.isInteger(rollbackDepth) && rollbackDepth >= 1) return [];
  return [`how many revisions to keep for a rollback is ${rollbackDepth}: it must be 1 or more`];
}

async function answerOf(reader: () => Promise<readonly ImageUse[]>): Promise<UseGraph> {
  try {
    return { uses: await reader(), unread: [] };
  } catch (error) {
    return { uses: [], unread: [errorText(error)] };
  }
}

/** At home nobody needs to be told where. */
function named({ uses, unread }: UseGraph, place: string | undefined): UseGraph {
  if (place === undefined) return { uses, unread };
  return {
    uses: uses.map((use) => ({ ...use, by: `${use.by} (${place})` })),
    unread: unread.map((reason) => `in ${place}: ${reason}`),
  };
}

function distinct(uses: readonly ImageUse[]): readonly ImageUse[] {
  const key = ({ registry, repository, digest, tag, kind, by }: ImageUse) =>
    JSON.stringify([registry, repository, digest, tag, kind, by]);
  return [...new Map(uses.map((use) => [key(use), use])).values()];
}
