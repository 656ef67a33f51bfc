import type { ImageUse, UseKind, UseScope } from '../../domain/image.ts';
import { type ImageName, parseAnyName } from '../../domain/image-name.ts';
import { once } from '../clients.ts';
import type { ImageClients } from '../image-clients.ts';
import { listClusters } from '../reads/ecs-lists.ts';
import { readTaskDefinition } from '../reads/task-definition.ts';

/** What decides how far the readers look. */
export type Depth = Omit<UseScope, 'account' | 'elsewhere'>;

/** One account and Region, and what several readers ask of it, which is read once. */
export interface Place extends Depth {
  /** Twelve digits. */
  readonly account: string;
  readonly clients: ImageClients;
  /** ARNs of the ECS clusters. */
  clusters(): Promise<readonly string[]>;
  /** By ARN, or by family for its newest active revision. Empty when there is no such task definition. */
  imagesOf(taskDefinition: string): Promise<readonly ImageName[]>;
}

/** Reads all uses of one sort. Follows every page, and throws a ReadError when it cannot. */
export type UseReader = (place: Place) => Promise<readonly ImageUse[]>;

export function createPlace(
  account: string,
  clients: ImageClients,
  { rollbackDepth, watchesEks }: Depth,
): Place {
  const definitions = new Map<string, Promise<readonly ImageName[]>>();
  return {
    account,
    clients,
    rollbackDepth,
    watchesEks,
    clusters: once(async () => listClusters(await clients.ecs())),
    imagesOf: (reference) => {
      const images = definitions.get(reference) ?? readImages(clients, reference);
      definitions.set(reference, images);
      return images;
    },
  };
}

/** By the digest that ECS found behind the name, where it says one. Undefined for what does not lie in ECR. */
export function imageAsPulled(image: string | undefined, digest: string | undefined): ImageName | undefined {
  const name = parseAnyName(image ?? '');
  if (name === undefined || !digest) return name;
  return { registry: name.registry, repository: name.repository, digest };
}

export function usesBy(kind: UseKind, by: string, images: readonly ImageName[]): readonly ImageUse[] {
  return images.map((image) => ({ ...image, kind, by }));
}

async function readImages(clients: ImageClients, reference: string): Promise<readonly ImageName[]> {
  const definition = await readTaskDefinition(await clients.ecs(), reference);
  return (definition?.containers ?? []).flatMap(({ image }) => parseAnyName(image) ?? []);
}
