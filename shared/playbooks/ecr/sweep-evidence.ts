import type { KeepCode } from '../../domain/image-plan.ts';
import { MODE_TAG } from '../../domain/mode.ts';
import type { Evidence } from '../../domain/playbook.ts';
import { wordsFor } from '../../images/explain.ts';
import { DOLLARS_PER_GIB_MONTH } from '../../images/money.ts';
import { type RepositorySweep, type SweepFacts, together } from './sweep-facts.ts';
import { takenBackWords } from './taken-back.ts';

const GIB = 1024 ** 3;

const HEADLINES = {
  private: 'images that nothing uses',
  public: 'public images that nothing in this account uses',
} as const;

/** What a sweep found, for people. */
export function sweepEvidence(facts: SweepFacts): Evidence {
  const { registry, busy, images, repositories, keptBy, takenBack } = facts;
  const archive = together(busy, 'archive');
  const gone = together(busy, 'delete');
  const restore = together(busy, 'restore');
  const frees =
    gone.images > 0 ? [{ label: 'Deletion frees', text: `at most ${dollars(gone.bytes)} a month` }] : [];
  const left = takenBack ? [{ label: 'Archived again', text: takenBackWords(takenBack) }] : [];
  const extent = `${archive.images + gone.images} of ${images} images, ${gib(archive.bytes + gone.bytes)}`;
  return {
    headline: restore.images > 0 ? 'archived images are needed again' : HEADLINES[registry],
    extent: `${extent}, in ${repositories === 1 ? '1 repository' : `${repositories} repositories`}`,
    details: [{ label: 'Stays', text: keptWords(keptBy) }, ...frees, ...left],
    list: { title: 'Repositories', lines: busy.toSorted((a, b) => weight(b) - weight(a)).map(lineOf) },
  };
}

/** "1204 in use, 310 young": the most frequent reasons to stay first. */
export function keptWords(keptBy: SweepFacts['keptBy']): string {
  const counts = Object.entries(keptBy) as [KeepCode, number][];
  const sorted = counts.toSorted(([, a], [, b]) => b - a);
  return sorted.map(([code, count]) => `${count} ${wordsFor(code)}`).join(', ') || 'none';
}

function weight({ archive, delete: gone }: RepositorySweep): number {
  return archive.bytes + gone.bytes;
}

function lineOf({ repository, archive, delete: gone, restore, images, asks }: RepositorySweep): string {
  const parts = [
    archive.images > 0 && `archive ${archive.images}`,
    gone.images > 0 && `delete ${gone.images}`,
    restore.images > 0 && `restore ${restore.images}`,
  ].filter(Boolean);
  const asked = asks ? `, to be asked about by its tag ${MODE_TAG}` : '';
  return `${repository}: ${parts.join(' and ')} of ${images} images${asked}`;
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

/** Layers that images share are billed once, so this is the most that it can be. */
function dollars(bytes: number): string {
  return `$${((bytes / GIB) * DOLLARS_PER_GIB_MONTH).toFixed(2)}`;
}
