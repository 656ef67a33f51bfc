import fc from 'fast-check';
import { check } from '../check.ts';
import type { Row } from '../row.ts';
import { anyHistory, runHistory } from '../worlds/registry/history.ts';
import type { Counted } from '../worlds/registry/watch.ts';

export const liveImages: Row = {
  id: 'R7',
  promise: 'no live image is deleted, or left in the archive',
  tried:
    'histories of one repository, with an archive, without, or in ECR Public: pushes, indexes, signatures, deployments, rollbacks and people race sweeps that die, lose answers and read half',
  runs: { few: 200, quick: 2_000, many: 100_000 },
  async prove(seed, runs) {
    const counted: Counted = { archived: 0, restored: 0, deleted: 0, tooLate: 0, forGood: 0, raced: 0 };
    const property = fc.asyncProperty(anyHistory, (history) => runHistory(history, counted));
    const finding = await check('histories', property, seed, runs);
    return { ...finding, note: noteOf(counted) };
  },
};

function noteOf({ archived, restored, deleted, tooLate, forGood, raced }: Counted): string {
  const [archives, restores, deletions, others] = [archived, restored, deleted, forGood].map((count) =>
    count.toLocaleString('en'),
  );
  return `${archives} images were archived, ${restores} restored, ${deletions} deleted; ${tooLate} of those were named, while they lay in the archive and nothing could pull them, after the last look at what uses images: the one window that there is. Without an archive ${others} were deleted, each unneeded at every look for its second period; ${raced} of those were named after the last look, right before`;
}
