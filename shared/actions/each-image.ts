import type { ECRClient } from '@aws-sdk/client-ecr';
import { isOutcomeUnknown } from '../aws/failures.ts';
import { readSomeImages } from '../aws/reads/images.ts';
import { chunks } from '../aws/shapes.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { Image } from '../domain/image.ts';
import type { ChosenImage, ChosenImages, ImagesAction } from '../domain/images-action.ts';
import { failed } from './failed.ts';
import type { Judgement } from './judgement.ts';
import { Tally } from './tally.ts';

/** DescribeImages and BatchDeleteImage take so many at once. */
export const PER_CALL = 100;

export interface Chosen extends ChosenImage {
  readonly repository: string;
}

interface Writing {
  readonly permission: string;
  /** "archived": what is said of those that are. */
  readonly done: string;
  judge(image: Image, chosen: ChosenImage): Judgement;
  write(one: Chosen): Promise<void>;
}

/** `mayBelong`: to an image of an earlier wave that was left alone, so that nothing is written to them. */
export interface Batch extends ChosenImages {
  readonly mayBelong: boolean;
}

/**
 * A hundred images at a time, wave after wave. What hangs on an image comes in a later wave of its repository, so
 * when one was left alone, those waves are too: an index that stays needs its children, an image its signature. They
 * are looked at all the same: an earlier try may have written to them, and must be known to have.
 */
export function* batchesOf({ chosen }: ImagesAction, tally: Tally): Generator<Batch> {
  const staying = new Set<string>();
  for (const { repository, images } of chosen) {
    const before = tally.leftAlone();
    const mayBelong = staying.has(repository);
    for (const some of chunks(images, PER_CALL)) yield { repository, images: some, mayBelong };
    if (tally.leftAlone() > before) staying.add(repository);
  }
}

export const BELONGS = 'may belong to one that stays';

/**
 * Looks at a hundred images, then writes to each that is ready, in the order that the plan gives. What AWS refuses
 * stops it: what was done stays done and is said, and the rest is the next sweep's. Throws when no answer came: the
 * same action may then be repeated.
 */
export async function eachImage(
  ecr: ECRClient,
  action: ImagesAction,
  writing: Writing,
): Promise<ActionResult> {
  const tally = new Tally();
  for (const batch of batchesOf(action, tally)) {
    const stopped = await writeSome(ecr, batch, writing, tally);
    if (stopped) return tally.result(writing.done, stopped);
  }
  return tally.result(writing.done);
}

async function writeSome(
  ecr: ECRClient,
  { repository, images, mayBelong }: Batch,
  writing: Writing,
  tally: Tally,
): Promise<ActionResult | undefined> {
  const now = await look(images, (digests) => readSomeImages(ecr, repository, digests));
  if ('type' in now) return now;
  for (const one of images) {
    const image = now.get(one.digest);
    const judged: Judgement = image ? writing.judge(image, one) : { left: 'gone' };
    const judgement = judged === 'ready' && mayBelong ? { left: BELONGS } : judged;
    if (judgement === 'ready') {
      const stopped = await writeOne({ ...one, repository }, writing);
      if (stopped) return stopped;
    }
    if (typeof judgement === 'object') tally.leave(judgement.left);
    else tally.done += 1;
  }
  return undefined;
}

/** The images as they are now, by digest. Nothing was written yet, so a failed read is an ordinary failure. */
export async function look(
  chosen: readonly ChosenImage[],
  readSome: (digests: readonly string[]) => Promise<readonly Image[]>,
): Promise<ReadonlyMap<string, Image> | ActionResult> {
  try {
    const digests = chosen.map(({ digest }) => digest);
    const images = await readSome(digests);
    return new Map(images.map((image) => [image.digest, image]));
  } catch (error) {
    if (error instanceof ReadError) return { type: 'failed', reason: error.message };
    throw error;
  }
}

async function writeOne(one: Chosen, { write, permission }: Writing): Promise<ActionResult | undefined> {
  try {
    await write(one);
    return undefined;
  } catch (cause) {
    if (!isOutcomeUnknown(cause)) return failed({ permission, resource: one.repository }, cause);
    throw new Error(`it is not known what became of ${one.digest}: repeating this is harmless`, { cause });
  }
}
