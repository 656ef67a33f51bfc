import { pullImage } from '../../../local/fleet/ecr/pull.ts';
import type { World } from '../../../local/fleet/model.ts';
import type { ImageUse } from '../../../shared/domain/image.ts';

/** Where images are used, in the order in which one look may read them. */
export const PARTS = ['services', 'definitions', 'functions'] as const;
export type Part = (typeof PARTS)[number];

/** Revisions that can be rolled back to, the current one among them. */
export const ROLLBACK_DEPTH = 2;

/** An image by its tag or by its digest: `:latest`, `@sha256:…`. */
export type Name = string;

interface Service {
  /** What was deployed with success, the newest last: as named, and as pulled. */
  revisions: readonly { readonly name: Name; readonly digest: string }[];
  /** A deployment that cannot pull its image goes on trying. */
  deploying?: Name | undefined;
}

export interface Workloads {
  readonly services: readonly Service[];
  /** Active task definitions of each family, the newest last. */
  readonly families: (readonly Name[])[];
  /** Digests, as Lambda resolves them. */
  readonly functions: Map<number, string>;
  /** Gives the digest, where it can be pulled. */
  pull(name: Name): string | undefined;
  deploy(service: number, name: Name): void;
  uses(part: Part): readonly ImageUse[];
}

/** Services, task definitions and functions, as small as the use graph sees them. */
export function createWorkloads(world: World, repository: string): Workloads {
  const { host } = world.registry;
  // As the product names it: whichever alias stands before the repository.
  const [registry = ''] = host.split('/');
  const services: Service[] = [{ revisions: [] }, { revisions: [] }];
  const families: Name[][] = [[], []];
  const functions = new Map<number, string>();

  function pull(name: Name): string | undefined {
    const pulled = pullImage(world, `${host}/${repository}${name}`, {}, undefined);
    return pulled?.type === 'pulled' ? pulled.digest : undefined;
  }

  function deploy(index: number, name: Name): void {
    const service = services[index];
    if (service === undefined) return;
    const digest = pull(name);
    service.deploying = digest === undefined ? name : undefined;
    if (digest !== undefined) service.revisions = [...service.revisions, { name, digest }];
  }

  const use = (kind: ImageUse['kind'], by: string, name: Name): ImageUse => ({
    ...(name.startsWith('@') ? { digest: name.slice(1) } : { tag: name.slice(1) }),
    ...{ registry, repository, kind, by },
  });
  const read: Readonly<Record<Part, () => readonly ImageUse[]>> = {
    services: () => services.flatMap((service, index) => usesOfService(service, `service ${index}`, use)),
    definitions: () =>
      families.flatMap((names, index) =>
        names.slice(-ROLLBACK_DEPTH).map((name) => use('rollback', `task definition ${index}`, name)),
      ),
    functions: () =>
      [...functions].map(([index, digest]) => use('lambda', `function ${index}`, `@${digest}`)),
  };
  return { services, families, functions, pull, deploy, uses: (part) => read[part]() };
}

function usesOfService(
  { revisions, deploying }: Service,
  by: string,
  use: (kind: ImageUse['kind'], by: string, name: Name) => ImageUse,
): readonly ImageUse[] {
  const now = revisions.at(-1);
  return [
    ...(now ? [use('running', by, `@${now.digest}`), use('deployed', by, now.name)] : []),
    ...(deploying === undefined ? [] : [use('deployed', by, deploying)]),
    ...revisions.slice(-ROLLBACK_DEPTH).map(({ digest }) => use('rollback', by, `@${digest}`)),
  ];
}
