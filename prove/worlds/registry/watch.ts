import type { ImageModel } from '../../../local/fleet/ecr/model.ts';
import { createLooking, type Looking } from './looking.ts';
import { digestsIn, neededNow, parentsOf } from './needed.ts';
import { REPOSITORY, type Stage } from './stage.ts';
import type { End } from './sweep.ts';

const DAY = 24 * 60 * 60_000;

/** How much one run may remove. */
export interface Bounds {
  readonly maxPercent: number;
  readonly maxImages: number;
  readonly deleteAfterDays: number;
}

/** What the watch counts, so that nobody takes an idle world for a safe one. */
export interface Counted {
  archived: number;
  restored: number;
  deleted: number;
  /** Deleted although somebody named it, while it lay in the archive, after the last look at what uses images. */
  tooLate: number;
  /** Deleted where nothing is archived. */
  forGood: number;
  /** Of those, named by somebody after the last look: seconds to minutes before. */
  raced: number;
}

/** Watches one sweep. */
export interface Watch {
  readonly looking: Looking;
  /** What was promised and is broken, one sentence each. */
  readonly breaches: readonly string[];
  /** It sends a command; gives what must hold after it. */
  sends(command: string, input: object): () => void;
  /** It has read all that it decides on. */
  chooses(): void;
  /** It has ended by itself. */
  ended(how: End): void;
}

interface EcrInput {
  readonly imageIds?: readonly { readonly imageDigest: string }[];
  readonly imageId?: { readonly imageDigest: string };
  readonly targetStorageClass?: string;
}

export function createWatch(stage: Stage, bounds: Bounds, counted: Counted): Watch {
  const { images } = stage.repository;
  const looking = createLooking(stage);
  const began = stage.world.timeline.now();
  const breaches: string[] = [];
  const removed = new Set<string>();
  let room = 0;

  // Not thrown: the code under test would take it for a fault of AWS.
  function must(so: boolean, sentence: string): void {
    if (!so) breaches.push(sentence);
  }

  function lists(): void {
    const chooses = removed.size === 0;
    looking.lists(chooses);
    if (chooses) room = Math.min(bounds.maxImages, Math.floor((images.size * bounds.maxPercent) / 100));
  }

  function removes(verb: string, digest: string, needed: ReadonlySet<string>): void {
    must(!looking.isPartial(), `${verb} ${digest}, although not all that uses images was read`);
    must(!looking.steadily(needed).has(digest), `${verb} ${digest}, which was needed all the time`);
    removed.add(digest);
    must(removed.size <= room, `${removed.size} images in one run in place of at most ${room}`);
  }

  function archives(digest: string): void {
    removes('archived', digest, neededNow(stage));
    // Whatever was brought back from the archive meanwhile is the matter of the look that follows.
    const parents = looking
      .parents(digest)
      .filter((one) => looking.wasActive(one) && !removed.has(one.digest));
    const staying = parents.find(({ status }) => status === 'ACTIVE');
    must(!staying, `archived ${digest} without ${staying?.digest}, to which it belongs`);
    counted.archived += 1;
  }

  function deleted(image: ImageModel, needed: ReadonlySet<string>): void {
    const { digest } = image;
    removes('deleted', digest, needed);
    waited(digest);
    const [staying] = parentsOf(stage, image);
    must(!staying, `deleted ${digest} without ${staying?.digest}, to which it belongs`);
    const isNamed = digestsIn(needed).has(digest) ? 1 : 0;
    const isArchived = stage.kind === 'archive';
    counted[isArchived ? 'deleted' : 'forGood'] += 1;
    counted[isArchived ? 'tooLate' : 'raced'] += isNamed;
  }

  /** In the archive, which is where it waits; or unneeded at every look of the second period. */
  function waited(digest: string): void {
    const isArchive = stage.kind === 'archive';
    must(!isArchive || looking.wasArchived(digest), `deleted ${digest}, which could be pulled`);
    if (isArchive) return;
    const days = (began - (stage.waiting.since(digest) ?? began)) / DAY;
    must(days >= bounds.deleteAfterDays, `deleted ${digest} after ${days} of ${bounds.deleteAfterDays} days`);
  }

  /** Whatever is gone afterwards, chosen or not. */
  function deletes(): () => void {
    const before = [...images.values()];
    const needed = neededNow(stage);
    return () => {
      for (const image of before) if (!images.has(image.digest)) deleted(image, needed);
    };
  }

  function sends(command: string, input: object): () => void {
    const { imageIds, imageId, targetStorageClass }: EcrInput = input;
    if (command === 'BatchDeleteImage') return deletes();
    if (command === 'DescribeImages') imageIds ? looking.looksAgain() : lists();
    if (targetStorageClass === 'ARCHIVE') archives(imageId?.imageDigest ?? '');
    if (targetStorageClass === 'STANDARD') counted.restored += 1;
    return () => {};
  }

  /** In the archive, while what it belongs to is active, and was when it was looked at last. */
  function isHalf(image: ImageModel): boolean {
    return parentsOf(stage, image).some((one) => one.status === 'ACTIVE' && looking.wasActive(one));
  }

  function ended(how: End): void {
    if (how === 'failed') return;
    const needed = looking.steadily(neededNow(stage));
    for (const image of images.values()) {
      const { digest, status } = image;
      if (status !== 'ARCHIVED' || (how === 'stopped' && !removed.has(digest))) continue;
      must(!needed.has(digest), `left ${digest} in the archive of ${REPOSITORY}, which is needed`);
      must(
        !removed.has(digest) || !isHalf(image),
        `left ${digest} in the archive, but not what it belongs to`,
      );
    }
  }

  function chooses(): void {
    stage.waiting.chooses(images.keys(), looking.sinceItBegan(), began);
  }

  return { looking, breaches, sends, chooses, ended };
}
