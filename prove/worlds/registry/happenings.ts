import fc from 'fast-check';
import { manifestOf } from '../../../local/fleet/ecr/manifest.ts';
import type { ImageModel } from '../../../local/fleet/ecr/model.ts';
import { type NewImage, pushImage } from '../../../local/fleet/ecr/script.ts';
import { send } from '../../../local/fleet/intercept.ts';
import { REPOSITORY, type Stage } from './stage.ts';

const SIGNATURE = 'application/vnd.dev.cosign.artifact.sig.v1+json';
const TAGS = ['release-1', 'release-2', 'dev-1', 'latest'] as const;
const MINUTE = 60_000;

const tag = fc.constantFrom(...TAGS);
const pick = fc.nat(30);
const two = fc.nat(1);
const byTag = fc.boolean();
const kind = <Kind extends string>(value: Kind) => fc.constant(value);

/** What people, pipelines and ECS do. `pick` chooses among the images that are there, the newest first. */
export const anyHappening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind('push'), tag }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('push untagged') }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('push index'), tag, fresh: fc.boolean(), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('sign'), pick, byTag }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('deploy'), service: two, pick, byTag }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('roll back'), service: two }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete service'), service: two }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('register'), family: two, pick, byTag }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('deregister'), family: two, pick }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('put function'), function: two, pick }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete function'), function: two }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('restore'), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('tag'), pick, tag }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('wait'), minutes: fc.integer({ min: 1, max: 5 }) }) },
);
export type Happening = typeof anyHappening extends fc.Arbitrary<infer T> ? T : never;

/** What cannot be done, as nothing is there to do it with, is not done. */
export async function happen(stage: Stage, what: Happening): Promise<void> {
  const { world, workloads } = stage;
  const { services, families, functions } = workloads;
  if (what.kind === 'wait') return world.timeline.run(world.timeline.now() + what.minutes * MINUTE);
  if (what.kind === 'push') push(stage, { tags: [what.tag] });
  if (what.kind === 'push untagged') push(stage, {});
  if (what.kind === 'delete function') functions.delete(what.function);
  if (what.kind === 'delete service')
    Object.assign(services[what.service] ?? {}, { revisions: [], deploying: undefined });
  if (what.kind === 'roll back') {
    const before = services[what.service]?.revisions.at(-2);
    if (before) workloads.deploy(what.service, `@${before.digest}`);
  }
  if (what.kind === 'deregister') {
    const names = families[what.family] ?? [];
    families[what.family] = names.filter((_, index) => index !== what.pick % names.length);
  }
  if ('pick' in what) withImage(stage, what, picked(stage, what.pick));
}

type Picking = Extract<Happening, { pick: number }>;

function withImage(stage: Stage, what: Picking, image: ImageModel | undefined): void {
  if (image === undefined) return;
  const { world, workloads } = stage;
  const { digest } = image;
  if (what.kind === 'push index') pushIndex(stage, what, image);
  if (what.kind === 'sign')
    push(
      stage,
      what.byTag
        ? { tags: [`${digest.replace(':', '-')}.sig`] }
        : { subject: digest, artifactType: SIGNATURE },
    );
  if (what.kind === 'deploy') deploy(stage, what.service, nameOf(image, what.byTag));
  if (what.kind === 'register') register(stage, what.family, nameOf(image, what.byTag));
  if (what.kind === 'put function' && workloads.pull(`@${digest}`))
    workloads.functions.set(what.function, digest);
  if (what.kind === 'restore') {
    const imageId = { imageDigest: digest };
    send(world, 'ECR', 'UpdateImageStorageClass', {
      repositoryName: REPOSITORY,
      imageId,
      targetStorageClass: 'STANDARD',
    });
  }
  if (what.kind === 'tag' && !image.tags.includes(what.tag)) {
    send(world, 'ECR', 'PutImage', {
      repositoryName: REPOSITORY,
      imageManifest: manifestOf(image),
      imageTag: what.tag,
    });
  }
}

function push({ world }: Stage, image: NewImage): string {
  return pushImage(world, REPOSITORY, image);
}

/** Of two platforms: both new, or one of them as it was. */
function pushIndex(
  stage: Stage,
  { tag: name, fresh }: { tag: string; fresh: boolean },
  old: ImageModel,
): void {
  const isPlain = old.content.children === undefined && old.content.subject === undefined;
  const other = !fresh && isPlain ? old.digest : push(stage, {});
  push(stage, { tags: [name], children: [push(stage, {}), other] });
}

/** As a pipeline does: a task definition, and the service with it. */
function deploy(stage: Stage, service: number, name: string): void {
  register(stage, service, name);
  stage.workloads.deploy(service, name);
}

function register({ workloads }: Stage, family: number, name: string): void {
  workloads.families[family] = [...(workloads.families[family] ?? []), name];
}

function picked({ repository }: Stage, pick: number): ImageModel | undefined {
  const images = [...repository.images.values()];
  return images.at(-1 - (pick % images.length));
}

function nameOf({ tags, digest }: ImageModel, byTag: boolean): string {
  const [first] = tags;
  return byTag && first !== undefined ? `:${first}` : `@${digest}`;
}
