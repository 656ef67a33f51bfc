import { createAllReads } from '../../../shared/aws/reads.ts';
import type { UseGraph } from '../../../shared/domain/image.ts';
import type { Reads } from '../../../shared/domain/reads.ts';
import { type Around, clients, type Stage } from './stage.ts';
import type { Trouble } from './trouble.ts';
import type { Watch } from './watch.ts';
import type { Part } from './workloads.ts';

const registryReads = createAllReads(clients);

/** The registry is read by the shipping code; what uses images part after part, each of which may fail. */
export function readsOf(stage: Stage, { order }: Trouble, watch: Watch, around: Around): Reads {
  const readPart = async (part: Part): Promise<UseGraph> => {
    try {
      return { uses: await around(part, {}, () => stage.workloads.uses(part)), unread: [] };
    } catch (error) {
      return { uses: [], unread: [`${part}: ${error instanceof Error ? error.message : 'unknown'}`] };
    }
  };
  const imageUses = async (): Promise<UseGraph> => {
    const graphs: UseGraph[] = [];
    watch.looking.begins();
    for (const part of order) graphs.push(await readPart(part));
    const unread = graphs.flatMap((graph) => graph.unread);
    watch.looking.ends(unread.length > 0);
    return { uses: graphs.flatMap(({ uses }) => uses), unread };
  };
  return { ...registryReads, imageUses };
}
