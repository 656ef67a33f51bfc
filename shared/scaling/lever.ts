import type { Bounds, ManagedScaling } from '../domain/scaling.ts';

/** The numbers of a capacity provider that a rule may set, by AWS's names: of its managed scaling, and of its group. */
export const LEVERS = [
  'targetCapacity',
  'minimumScalingStepSize',
  'maximumScalingStepSize',
  'minSize',
  'maxSize',
] as const;
export type Lever = (typeof LEVERS)[number];

type Numbers = Pick<ManagedScaling, 'targetCapacity' | 'minStep' | 'maxStep'> & Bounds;

const FIELD: Readonly<Record<Lever, keyof Numbers>> = {
  targetCapacity: 'targetCapacity',
  minimumScalingStepSize: 'minStep',
  maximumScalingStepSize: 'maxStep',
  minSize: 'min',
  maxSize: 'max',
};

const WORDS: Readonly<Record<Lever, string>> = {
  targetCapacity: 'target capacity',
  minimumScalingStepSize: 'smallest step',
  maximumScalingStepSize: 'largest step',
  minSize: "group's minimum",
  maxSize: "group's maximum",
};

/** For people, after "its". */
export function leverWords(lever: Lever): string {
  return WORDS[lever];
}

/** Whether it is a bound of the group rather than a number of the provider itself. */
export function isOfGroup(lever: Lever): boolean {
  return lever === 'minSize' || lever === 'maxSize';
}

/** Undefined where these numbers are not those that it is one of. */
export function numberAt(numbers: Partial<Numbers>, lever: Lever): number | undefined {
  return numbers[FIELD[lever]];
}

/** The numbers with this one set to another value. */
export function withNumber<Some extends Partial<Numbers>>(numbers: Some, lever: Lever, to: number): Some {
  return { ...numbers, [FIELD[lever]]: to };
}

export interface LeverMove {
  readonly sets: Lever;
  readonly from: number;
  readonly to: number;
}

/** The number that differs, before and after; undefined when none does. */
export function leverMove(before: Partial<Numbers>, after: Partial<Numbers>): LeverMove | undefined {
  for (const sets of LEVERS) {
    const [from, to] = [numberAt(before, sets), numberAt(after, sets)];
    if (from !== undefined && to !== undefined && from !== to) return { sets, from, to };
  }
  return undefined;
}
