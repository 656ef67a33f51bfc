import type { Image, Repository } from '../../shared/domain/image.ts';
import { PUBLIC_REGISTRY } from '../../shared/domain/image-name.ts';
import type { ImagePlan } from '../../shared/domain/image-plan.ts';
import { explain, wordsFor } from '../../shared/images/explain.ts';
import { savingsOf } from '../../shared/images/money.ts';
import { bytesOf } from '../../shared/images/plan.ts';
import { count, size } from '../../shared/notify/format.ts';
import type { Planned } from '../../shared/playbooks/ecr/sweep-plan.ts';
import { type TextColumn, textTable } from '../text-table.ts';
import { oneLine } from './words.ts';

const REPOSITORIES: readonly TextColumn[] = [
  { title: 'repository', align: 'left' },
  { title: 'images', align: 'right' },
  { title: 'size', align: 'right' },
  { title: 'archive', align: 'right' },
  { title: 'size', align: 'right' },
  { title: 'delete', align: 'right' },
  { title: 'size', align: 'right' },
  { title: 'frees a month', align: 'right' },
  { title: 'restore', align: 'right' },
];
const IMAGES: readonly TextColumn[] = [
  { title: 'image', align: 'left' },
  { title: 'tags', align: 'left' },
  { title: 'pushed', align: 'left' },
  { title: 'size', align: 'right' },
  { title: 'plan', align: 'left' },
  { title: 'why', align: 'left' },
];
const TAGS_SHOWN = 3;

/** A table of repositories, and why the rest stays; with `each`, every image with its reason. */
export function planText(planned: readonly Planned[], each: boolean): string {
  const plans = planned.map(({ plan }) => plan);
  if (plans.length === 0) return 'No rule speaks about any repository here: see clean-images.rules.\n';
  const parts = [textTable(REPOSITORIES, plans.map(repositoryRow)).join('\n'), staysText(plans)];
  if (each) parts.push(...planned.map((one) => textTable(IMAGES, imageRows(one)).join('\n')));
  return `${parts.join('\n\n')}\n\nNothing was changed.\n`;
}

function repositoryRow(plan: ImagePlan): readonly string[] {
  const { dollarsPerMonth } = savingsOf(plan);
  return [
    shownName(plan.repository),
    String(plan.images),
    size(plan.bytes),
    String(plan.archive.length),
    size(bytesOf(plan.archive)),
    String(plan.delete.length),
    size(bytesOf(plan.delete)),
    `$${dollarsPerMonth.toFixed(2)}`,
    String(plan.restore.length),
  ];
}

/** One of ECR Public with the registry's name before its own. */
function shownName({ registry, name }: Repository): string {
  return oneLine(registry === PUBLIC_REGISTRY ? `${registry}/…/${name}` : name);
}

function staysText(plans: readonly ImagePlan[]): string {
  const counts = Map.groupBy(
    plans.flatMap((plan) => [...plan.kept.values()]),
    ({ code }) => code,
  );
  const lines = [...counts]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([code, { length }]) => `  ${count(length, 'image')}: ${wordsFor(code)}`);
  const lost = plans.flatMap(({ unresolved }) => unresolved);
  const gone = lost.map(
    (use) => `  ${oneLine(use.by)} uses ${use.repository}, and no image carries what it names`,
  );
  return ['What stays, and why:', ...lines, ...gone].join('\n');
}

function imageRows({ plan, images }: Planned): readonly (readonly string[])[] {
  const kept = [...plan.kept].map(([digest, why]) => ({ digest, why: explain(why) }));
  const goes = (some: readonly Image[], fate: string) =>
    some.map((image) => [...imageCells(image), fate, 'nothing uses it, and no rule keeps it']);
  const known = new Map(images.map((image) => [image.digest, image]));
  return [
    ...goes(plan.delete, 'delete'),
    ...goes(plan.archive, 'archive'),
    ...kept.map(({ digest, why }) => [...imageCells(known.get(digest)), 'keep', oneLine(why)]),
  ];
}

function imageCells(image: Image | undefined): readonly string[] {
  const { digest = '', tags = [], pushedAt = '', bytes = 0 } = image ?? {};
  const more = tags.length > TAGS_SHOWN ? ` and ${tags.length - TAGS_SHOWN} more` : '';
  return [
    digest.slice(7, 19),
    tags.slice(0, TAGS_SHOWN).join(' ') + more || '-',
    pushedAt.slice(0, 10),
    size(bytes),
  ];
}

/** One object per repository and line; every image with what becomes of it and why. */
export function planJson(planned: readonly Planned[]): string {
  return planned.map(({ plan }) => `${JSON.stringify(jsonOf(plan))}\n`).join('');
}

function jsonOf(plan: ImagePlan) {
  const { repository, images, bytes, archive, delete: remove, restore, kept, keptBy, unresolved } = plan;
  const digests = (some: readonly Image[]) => some.map(({ digest }) => digest);
  return {
    registry: repository.registry,
    repository: repository.name,
    images,
    bytes,
    archive: digests(archive),
    delete: digests(remove),
    restore: digests(restore),
    keep: [...kept].map(([digest, why]) => ({ digest, code: why.code, reason: explain(why) })),
    keptBy,
    savings: savingsOf(plan),
    unresolved,
  };
}
