import { type Action, canonical } from './action.ts';

/** An action that sets one thing from one value to another. */
type Change = Extract<
  Action,
  {
    kind:
      | 'ecs.deploy-revision'
      | 'ecs.set-desired-count'
      | 'scaling.set-range'
      | 'scaling.set-group-size'
      | 'scaling.set-group-bounds'
      | 'scaling.set-managed-scaling';
  }
>;

const CHANGES: Readonly<Record<Change['kind'], true>> = {
  'ecs.deploy-revision': true,
  'ecs.set-desired-count': true,
  'scaling.set-range': true,
  'scaling.set-group-size': true,
  'scaling.set-group-bounds': true,
  'scaling.set-managed-scaling': true,
};

/**
 * What many rounds come to: changes of one thing, each from where the one before left it, are one from the first value
 * to the last, and none when that is the same. Each stands where its thing was first changed. One that somebody else
 * moved in between stays in parts.
 */
export function netChanges(actions: readonly Action[]): readonly Action[] {
  const net: Action[] = [];
  for (const action of actions) {
    const index = net.findLastIndex((earlier) => isSameThing(earlier, action));
    const joined = joinedWith(net[index], action);
    if (joined === undefined) net.push(action);
    else net[index] = joined;
  }
  return net.filter((action) => !isChange(action) || !isEqual(action.from, action.to));
}

function isSameThing(earlier: Action, later: Action): boolean {
  return earlier.kind === later.kind && earlier.target === later.target;
}

function joinedWith(earlier: Action | undefined, later: Action): Action | undefined {
  if (earlier === undefined || !isChange(earlier) || !isChange(later)) return undefined;
  if (!isEqual(earlier.to, later.from)) return undefined;
  const { from } = earlier;
  return { ...later, from, inverse: { ...later.inverse, to: from } } as Action;
}

function isChange(action: Action): action is Change {
  return action.kind in CHANGES;
}

function isEqual(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}
