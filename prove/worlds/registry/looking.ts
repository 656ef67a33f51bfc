import type { ImageModel } from '../../../local/fleet/ecr/model.ts';
import { digestsIn, neededNow, parentsOf } from './needed.ts';
import type { Stage } from './stage.ts';

/** What a sweep could know from its last looks. */
export interface Looking {
  /** It begins to read what uses images. */
  begins(): void;
  /** Something happened. */
  moved(): void;
  /** It has read all of what uses images, or not. */
  ends(partial: boolean): void;
  /** It lists all images: to choose from, as long as it has not written yet. */
  lists(chooses: boolean): void;
  /** It looks at those that it is about to write to. */
  looksAgain(): void;
  isPartial(): boolean;
  /** Images that were needed in the same way at every moment of the last look at what uses them, and are now. */
  steadily(now: ReadonlySet<string>): ReadonlySet<string>;
  /** Images that were needed in the same way at every moment since the last look began. */
  sinceItBegan(): ReadonlySet<string>;
  /** What the image belonged to when it was chosen. */
  parents(digest: string): readonly ImageModel[];
  wasActive(image: ImageModel): boolean;
  wasArchived(digest: string): boolean;
}

export function createLooking(stage: Stage): Looking {
  const { images } = stage.repository;
  let steady: ReadonlySet<string> = new Set();
  let sinceThen: ReadonlySet<string> = new Set();
  let isLooking = false;
  let isPartial = true;
  let parents: ReadonlyMap<string, readonly ImageModel[]> = new Map();
  let active: ReadonlySet<ImageModel> = new Set();
  let archived: ReadonlySet<string> = new Set();
  const withStatus = (wanted: string) => [...images.values()].filter(({ status }) => status === wanted);
  return {
    begins() {
      isLooking = true;
      steady = neededNow(stage);
      sinceThen = steady;
    },
    moved() {
      const needed = neededNow(stage);
      if (isLooking) steady = both(steady, needed);
      sinceThen = both(sinceThen, needed);
    },
    ends(partial) {
      isLooking = false;
      isPartial = partial;
    },
    lists(chooses) {
      active = new Set(withStatus('ACTIVE'));
      if (chooses)
        parents = new Map([...images.values()].map((image) => [image.digest, parentsOf(stage, image)]));
    },
    looksAgain() {
      archived = new Set(withStatus('ARCHIVED').map(({ digest }) => digest));
    },
    isPartial: () => isPartial,
    steadily: (now) => digestsIn(both(steady, now)),
    sinceItBegan: () => digestsIn(sinceThen),
    parents: (digest) => parents.get(digest) ?? [],
    wasActive: (image) => active.has(image),
    wasArchived: (digest) => archived.has(digest),
  };
}

function both(some: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...some].filter((entry) => others.has(entry)));
}
