import type { BundleSize } from './bundle-size.ts';

/** What a bundle may weigh, and why it does: the newest entry of each function counts. Bytes. */
export interface BundleNote {
  /** ISO 8601, the day only. */
  readonly date: string;
  readonly atStart: number;
  readonly total: number;
  readonly why: string;
}
export type BundleNotes = Readonly<Record<string, readonly BundleNote[]>>;

/** Growth that nobody need explain. */
const UNNOTED = 2 * 1024;

/** One sentence for each bundle that grew by more than 2 KB since its newest note. */
export function unexplainedGrowth(sizes: readonly BundleSize[], notes: BundleNotes): readonly string[] {
  return sizes.flatMap(({ name, atStart, total }) => {
    const note = notes[name]?.at(-1);
    if (note === undefined)
      return [`${name} has no entry in scripts/bundle-notes.json: add one with its sizes`];
    const grown = { 'at start': atStart - note.atStart, 'in all': total - note.total };
    return Object.entries(grown)
      .filter(([, bytes]) => bytes > UNNOTED)
      .map(([what, bytes]) => `${name} grew by ${bytes} bytes ${what}: ${advice({ atStart, total })}`);
  });
}

function advice(size: Pick<BundleSize, 'atStart' | 'total'>): string {
  return `make it smaller, or say why in scripts/bundle-notes.json, with ${JSON.stringify(size)}`;
}
