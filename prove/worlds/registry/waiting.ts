/** Said a second time: since when images wait, over all sweeps of one history, where nothing is archived. */
export interface Waiting {
  /** A look at what uses images is over; these were needed all that time. */
  looked(images: Iterable<string>, needed: ReadonlySet<string>, began: number): void;
  /** The sweep, which began at that moment, chooses by its last look. */
  chooses(): void;
  /** It wrote down what it saw: whatever one of its looks found needed waits anew. */
  closed(): void;
  /** When the sweep began that first found an image unneeded, and none since found it needed. */
  since(digest: string): number | undefined;
}

export function createWaiting(): Waiting {
  const first = new Map<string, number>();
  const neededOnce = new Set<string>();
  let last = { images: new Set<string>(), needed: new Set<string>(), began: 0 };
  return {
    looked(images, needed, began) {
      last = { images: new Set(images), needed: new Set(needed), began };
    },
    chooses() {
      for (const digest of last.needed) neededOnce.add(digest);
      const unneeded = [...last.images].filter((digest) => !last.needed.has(digest) && !first.has(digest));
      for (const digest of unneeded) first.set(digest, last.began);
    },
    closed() {
      for (const digest of neededOnce) first.delete(digest);
      neededOnce.clear();
    },
    since: (digest) => first.get(digest),
  };
}
