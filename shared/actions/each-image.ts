import type { ECRClient } from '@aws-sdk/client-ecr';
import { isOutcomeUnknown } from '../aws/failures.ts';
import { readSomeImages } from '../aws/reads/images.ts';
import { chunks } from '../aws/shapes.ts';
import { type ChosenImage, type ChosenImages, type ImagesAction, tagsHash } from '../domain/action.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { Image } from '../domain/image.ts';
import { failed } from './failed.ts';

/** DescribeImages and BatchDeleteImage take so many at once. */
export const PER_CALL = 100;

export interface Chosen extends ChosenImage {
  readonly repository: string;
}

/** What an image says about the write that is wanted, right before it. */
export type Judgement = 'ready' | 'done already' | { readonly left: string };

interface Writing {
  readonly permission: string;
  /** "archived": what is said of those that are. */
  readonly done: string;
  judge(image: Image, chosen: ChosenImage): Judgement;
  write(one: Chosen): Promise<void>;
}

/** Tagged anew since it was chosen means that somebody has plans with it. */
export function whyLeft(image: Image, chosen: ChosenImage): { readonly left: string } | undefined {
  return tagsHash(image.tags) === chosen.tagsHash ? undefined : { left: 'tagged meanwhile' };
}

/** Pulled since it was chosen means that somebody needs it. */
export function whyPulled({ pulledAt = '' }: Image, chosenAt: string): { readonly left: string } | undefined {
  return pulledAt > chosenAt ? { left: 'pulled meanwhile' } : undefined;
}

/** How many were written to, and why the others were not. */
export class Tally {
  done = 0;
  readonly noun: string;
  readonly left: Record<string, number> = {};

  constructor(noun = 'image') {
    this.noun = noun;
  }

  leave(reason: string, count = 1): void {
    this.left[reason] = (this.left[reason] ?? 0) + count;
  }

  leftAlone(): number {
    return Object.values(this.left).reduce((sum, count) => sum + count, 0);
  }

  /** What was done stays done, also when it stopped in the middle; with nothing done it is what stopped it. */
  result(verb: string, stopped?: ActionResult): ActionResult {
    if (stopped && this.done === 0) return stopped;
    const left = Object.entries(this.left).map(([reason, count]) => `${count} left alone: ${reason}`);
    const rest = stopped ? [`then it stopped: ${stopped.reason}`] : [];
    const reason = [`${verb} ${this.counted()}`, ...left, ...rest].join('; ');
    return this.done > 0 ? { type: 'done', reason, after: String(this.done) } : { type: 'refused', reason };
  }

  private counted(): string {
    if (this.done === 1) return `1 ${this.noun}`;
    return `${this.done} ${this.noun.endsWith('y') ? `${this.noun.slice(0, -1)}ies` : `${this.noun}s`}`;
  }
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
