import type { ImageModel } from '../../../local/fleet/ecr/model.ts';
import type { ImageUse } from '../../../shared/domain/image.ts';
import type { Stage } from './stage.ts';
import { PARTS } from './workloads.ts';

/**
 * What is needed now, said a second time and slowly: what a use names, with all that it lists and all that refers to
 * any of it. Each entry says by which name it is used, and where: `definitions :latest sha256:…`.
 */
export function neededNow(stage: Stage): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const part of PARTS) {
    for (const use of stage.workloads.uses(part)) {
      const named = imageOf(stage, use);
      const name = use.digest ?? `:${use.tag}`;
      for (const image of named ? wholeOf(stage, named) : []) needed.add(`${part} ${name} ${image.digest}`);
    }
  }
  return needed;
}

export function digestsIn(needed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...needed].map((entry) => entry.slice(entry.lastIndexOf(' ') + 1)));
}

/** What hangs on an image, and must not be removed before it: what lists it, and what it is a signature of. */
export function parentsOf(
  { repository }: Stage,
  { digest, content, tags }: ImageModel,
): readonly ImageModel[] {
  return [...repository.images.values()].filter(
    (one) =>
      one.content.children?.includes(digest) === true ||
      content.subject === one.digest ||
      tags.includes(signatureTag(one)),
  );
}

function imageOf({ repository }: Stage, { digest, tag = 'latest' }: ImageUse): ImageModel | undefined {
  return digest === undefined ? repository.byTag.get(tag) : repository.images.get(digest);
}

function wholeOf({ repository }: Stage, named: ImageModel): ReadonlySet<ImageModel> {
  const known = new Set([named]);
  for (const image of known) {
    for (const child of image.content.children ?? []) {
      const found = repository.images.get(child);
      if (found) known.add(found);
    }
    for (const one of repository.images.values()) {
      if (one.content.subject === image.digest || one.tags.includes(signatureTag(image))) known.add(one);
    }
  }
  return known;
}

function signatureTag({ digest }: ImageModel): string {
  return `${digest.replace(':', '-')}.sig`;
}
