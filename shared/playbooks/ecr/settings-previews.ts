import { ReadError } from '../../domain/errors.ts';
import type { Image, ImageUse, UseGraph } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';
import type { LifecyclePreview, RepositorySettings } from '../../domain/repository-settings.ts';
import type { SettingChange } from '../../domain/settings-action.ts';
import { wholeFamilies } from '../../images/families.ts';
import { keptInUse } from '../../images/keep.ts';
import { relate } from '../../images/relations.ts';
import { usedDigests } from '../../images/resolve-uses.ts';
import { unreadIndex } from '../../images/unread.ts';

/** What the preview of a policy says: it may be put, or why not. */
export type PreviewJudgement =
  | { readonly type: 'harmless'; readonly expires: number; readonly archives: number }
  | { readonly type: 'blocked'; readonly reason: string };

/** The same, where what cannot be read is a reason not to put this one: other repositories need not wait for it. */
export async function judgeWhatIsRead(...about: Parameters<typeof judgePreview>): Promise<PreviewJudgement> {
  try {
    return await judgePreview(...about);
  } catch (error) {
    if (error instanceof ReadError) return blocked(error.message);
    throw error;
  }
}

/**
 * Whether a policy may be put: its preview is through and touches nothing that is in use, nor what hangs on it. What
 * uses images is asked only where any image is touched, by `uses`; a partial answer is none.
 */
async function judgePreview(
  repository: RepositorySettings,
  { to }: SettingChange,
  reads: Pick<Reads, 'lifecyclePreview' | 'images'>,
  uses: () => Promise<UseGraph>,
): Promise<PreviewJudgement> {
  const preview = await reads.lifecyclePreview(repository.name);
  if (!isThrough(preview, to)) return blocked('its preview is not there');
  const { effects } = preview;
  if (effects.length === 0) return { type: 'harmless', expires: 0, archives: 0 };
  const { uses: found, unread } = await uses();
  if (unread.length > 0) return blocked(`not all that uses images could be read: ${unread.join('; ')}`);
  const danger = dangerOf(effects, repository, await reads.images(repository.name), found);
  if (danger !== undefined) return blocked(danger);
  const expires = effects.filter(({ type }) => type === 'EXPIRE').length;
  return { type: 'harmless', expires, archives: effects.length - expires };
}

/** Why the policy must not be put: what it touches that something uses, or may use. */
function dangerOf(
  effects: LifecyclePreview['effects'],
  repository: RepositorySettings,
  images: readonly Image[],
  uses: readonly ImageUse[],
): string | undefined {
  // In the archive no manifest can be read.
  const unread = unreadIndex(images.filter(({ status }) => status !== 'ARCHIVED'));
  if (unread !== undefined) return unread.detail;
  const used = usedDigests(repository, images, uses).uses;
  const own = new Map([...used].flatMap(([digest, by]) => keepers(digest, by)));
  const needed = wholeFamilies(own, relate(images));
  const hit = effects.filter(({ digest }) => needed.has(digest));
  const [first] = hit;
  if (first === undefined) return undefined;
  const by = needed.get(first.digest)?.detail ?? 'something';
  const count = `${hit.length} ${hit.length === 1 ? 'image' : 'images'}`;
  return `it would take ${count} in use: ${first.digest.slice(0, 19)}… of ${by}`;
}

/** Of this very policy: another preview may have been started since. */
export function isThrough(
  preview: LifecyclePreview | undefined,
  policy: string,
): preview is LifecyclePreview {
  return preview?.policy === policy && preview.status === 'COMPLETE';
}

/** The graph of uses, read once and only when asked for. */
export function readOnce(read: () => Promise<UseGraph>): () => Promise<UseGraph> {
  let graph: Promise<UseGraph> | undefined;
  return () => {
    graph ??= read();
    return graph;
  };
}

function keepers(digest: string, by: Parameters<typeof keptInUse>[0]) {
  const kept = keptInUse(by);
  return kept === undefined ? [] : [[digest, kept] as const];
}

function blocked(reason: string): PreviewJudgement {
  return { type: 'blocked', reason };
}
