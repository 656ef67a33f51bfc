import type { KeepCode } from '../../domain/image-plan.ts';
import type { ChosenImages } from '../../domain/images-action.ts';

/** An account has a private registry in each Region, and one in ECR Public. */
export type RegistryKind = 'private' | 'public';

/** What is to happen in one registry, as small as a checkpoint wants it: never more images than one run may touch. */
export interface SweepFacts {
  readonly account: string;
  readonly registryArn: string;
  readonly registry: RegistryKind;
  /** ISO 8601: what happened to an image after this moment was not known when it was chosen. */
  readonly chosenAt: string;
  /** Those with something to do, of so many in all. */
  readonly busy: readonly RepositorySweep[];
  /** Indexes in use that ECR still restores: it is not known yet what they list. */
  readonly returning: number;
  readonly repositories: number;
  readonly images: number;
  /** What is needed, was restored, and was archived again within the last day: told once, and left so. */
  readonly takenBack?: TakenBack;
  /** How many stay, by reason. */
  readonly keptBy: Readonly<Partial<Record<KeepCode, number>>>;
  /** This incident has removed something already: it takes no more. */
  readonly removed: boolean;
}

/** So many images, the first of them in words: its repository, and who needs it. */
export interface TakenBack {
  readonly images: number;
  readonly first: string;
}

/** One repository's share. */
export interface RepositorySweep {
  readonly repository: string;
  readonly images: number;
  readonly archive: Selection;
  readonly delete: Selection;
  /** In the archive, and yet in use. */
  readonly restore: Selection;
  /** Its tag wants people to be asked. */
  readonly asks?: true;
}

/** Images to write to, wave after wave, in that order. */
export interface Selection {
  readonly chosen: readonly ChosenImages[];
  readonly images: number;
  readonly bytes: number;
}

/** What all repositories have to do of one kind. */
export function together(
  busy: readonly RepositorySweep[],
  what: 'archive' | 'delete' | 'restore',
): Selection {
  const all = busy.map((one) => one[what]);
  return {
    chosen: all.flatMap(({ chosen }) => chosen),
    images: all.reduce((sum, { images }) => sum + images, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
