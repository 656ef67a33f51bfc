/** Said a second time: since when images wait, over all sweeps of one history, where nothing is archived. */
export interface Waiting {
  /** A sweep that began at this moment has read all of these images; so many were needed since it began to look. */
  chooses(images: Iterable<string>, needed: ReadonlySet<string>, began: number): void;
  /** It wrote down what it saw: whatever one of its looks found needed waits anew. */
  closed(): void;
  /** When the sweep began that first found an image unneeded, and none since found it needed. */
  since(digest: string): number | undefined;
}

export function createWaiting(): Waiting {
  const first = new Map<string, number>();
  /** What this sweep found needed, and when it began if its last look found it unneeded again. */
  const anew = new Map<string, number | undefined>();
  let sweep = Number.NaN;
  return {
    chooses(images, needed, began) {
      // What a sweep saw that died is forgotten.
      if (began !== sweep) anew.clear();
      sweep = began;
      for (const digest of needed) anew.set(digest, undefined);
      for (const digest of [...images].filter((one) => !needed.has(one))) {
        if (anew.has(digest)) anew.set(digest, began);
        else if (!first.has(digest)) first.set(digest, began);
      }
    },
    closed() {
      for (const [digest, began] of anew) {
        if (began === undefined) first.delete(digest);
        else first.set(digest, began);
      }
      anew.clear();
    },
    since: (digest) => first.get(digest),
  };
}
