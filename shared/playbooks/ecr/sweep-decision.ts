import type { Decision, Plan } from '../../domain/decision.ts';
import type {
  ArchiveImages,
  DeleteImages,
  DeletePublicImages,
  ImagesAction,
  RestoreImages,
} from '../../domain/images-action.ts';
import type { CleanSettings } from '../clean-images.ts';
import { keptWords } from './sweep-evidence.ts';
import { type Selection, type SweepFacts, together } from './sweep-facts.ts';
import { takenBackWords } from './taken-back.ts';

const MINUTE = 60;
/** ECR restores within 20 minutes. https://docs.aws.amazon.com/AmazonECR/latest/userguide/restore-image.html */
const RESTORE_MINUTES = 30;
/** Between two looks at what ECR restores. */
const WAIT_MINUTES = 5;
/** After it was archived, what uses an image is looked at once more: what began to use it meanwhile gets it back. */
export const SETTLE_MINUTES = 10;

/** Minutes. Whoever is asked about a cleanup in the morning may answer it after lunch. */
const A_WORKING_DAY = 8 * 60;

/** First give back what is needed; then delete and archive, once in a run. */
export function decideSweep(facts: SweepFacts, settings: CleanSettings): Decision {
  const restore = together(facts.busy, 'restore');
  if (restore.images > 0) return giveBack(facts, restore);
  if (facts.returning > 0) return stillRestored(facts);
  const archive = together(facts.busy, 'archive');
  const remove = together(facts.busy, 'delete');
  if (facts.removed)
    return nothing(`one run is enough; ${archive.images + remove.images} images wait for the next`);
  // What is done last is looked at again: nothing that is refused comes between an archiving and that look.
  const actions = [...deleting(facts, remove, settings), ...archiving(facts, archive)];
  if (actions.length === 0) return nothingToClean(facts);
  return {
    type: 'act',
    reason: `nothing uses them and no rule keeps them; ${period(facts, settings)}`,
    actions,
    success: 'nothing that runs, or could be rolled back to, needs them',
    deadlineSeconds: (SETTLE_MINUTES + 20) * MINUTE,
    holdSeconds: 0,
    patienceMinutes: A_WORKING_DAY,
    ...askedBy(facts, actions),
  };
}

/** Nobody hears of a sweep that had nothing to do, unless somebody works against it. */
function nothingToClean(facts: SweepFacts): Decision {
  if (facts.takenBack) return nothing(takenBackWords(facts.takenBack));
  return { ...nothing(`nothing to clean: ${stays(facts)}`), silent: true };
}

function giveBack(facts: SweepFacts, restore: Selection): Decision {
  const actions = [restoring(facts, restore)];
  return {
    type: 'act',
    reason: `${restore.images} archived ${restore.images === 1 ? 'image is' : 'images are'} needed again`,
    actions,
    success: 'they can be pulled',
    deadlineSeconds: RESTORE_MINUTES * MINUTE,
    holdSeconds: 0,
    thenDecideAgain: true,
    ...askedBy(facts, actions),
  };
}

/** The guardrails judge a plan as a whole, so one repository whose tag asks has people asked about all of it. */
function askedBy({ busy }: SweepFacts, actions: readonly ImagesAction[]): Pick<Plan, 'alwaysAsk'> {
  const asking = new Set(busy.flatMap(({ repository, asks }) => (asks ? repository : [])));
  const isAsked = actions.some(({ chosen }) => chosen.some(({ repository }) => asking.has(repository)));
  return isAsked ? { alwaysAsk: true } : {};
}

/** Their children may lie in the archive as well, and are given back once they are known. */
function stillRestored({ returning }: SweepFacts): Decision {
  const reason = `ECR still restores ${returning} ${returning === 1 ? 'index' : 'indexes'} in use`;
  return { type: 'wait', reason, seconds: WAIT_MINUTES * MINUTE };
}

function stays({ images, repositories, keptBy }: SweepFacts): string {
  return `of ${images} images in ${repositories} repositories stay ${keptWords(keptBy)}`;
}

function period({ registry }: SweepFacts, { deleteAfterDays, archive }: CleanSettings): string {
  const unused = `found unused for ${deleteAfterDays} days, and cannot be brought back`;
  if (registry === 'public') return `${unused}. Who else in the world pulls them, ECR Public does not tell`;
  if (!archive) return unused;
  const end = deleteAfterDays === 0 ? 'never deleted' : `deleted after ${deleteAfterDays} days`;
  return `what is archived can be restored, and is ${end}`;
}

function archiving(facts: SweepFacts, archive: Selection): readonly ArchiveImages[] {
  if (archive.images === 0) return [];
  const base = baseOf(facts, archive);
  const inverse = restoring(facts, archive);
  return [{ ...base, kind: 'ecr.archive-images', risk: 'medium', chosenAt: facts.chosenAt, inverse }];
}

function deleting(
  facts: SweepFacts,
  remove: Selection,
  { archive }: CleanSettings,
): readonly (DeleteImages | DeletePublicImages)[] {
  if (remove.images === 0) return [];
  const base = { ...baseOf(facts, remove), risk: 'high' } as const;
  if (facts.registry === 'public') return [{ ...base, kind: 'ecr-public.delete-images' }];
  const { chosenAt } = facts;
  return [{ ...base, kind: 'ecr.delete-images', status: archive ? 'ARCHIVED' : 'ANY', chosenAt }];
}

function restoring(facts: SweepFacts, selection: Selection): RestoreImages {
  return { ...baseOf(facts, selection), kind: 'ecr.restore-images', risk: 'low' };
}

function baseOf(
  { registryArn, account }: SweepFacts,
  { chosen, bytes }: Selection,
): Pick<ImagesAction, 'target' | 'registryId' | 'chosen' | 'bytes'> {
  return { target: registryArn, registryId: account, chosen, bytes };
}

function nothing(reason: string): Extract<Decision, { type: 'nothing' }> {
  return { type: 'nothing', reason };
}
