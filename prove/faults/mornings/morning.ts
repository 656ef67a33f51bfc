import type { World } from '../../../local/world.ts';
import type { Ledger } from '../../../shared/deps.ts';

/** Something that goes wrong in a fleet one morning, and what must be seen of it whatever fails besides. */
export interface Morning {
  readonly name: string;
  /** More of `watchkeeper.yml`: short waits, so that it ends before noon. */
  readonly settings: string;
  /** It begins. Gives a way to end what is wrong, as somebody else would. */
  begin(world: World, ledger: Ledger): Promise<() => void> | (() => void);
  /** What people must hear of, each by any of its names. */
  readonly problems: readonly (readonly string[])[];
  /** The services that may be changed. */
  readonly services: readonly string[];
  /** It begins with a look by schedule, which is silent when it finds nothing to do, or hands on what it finds. */
  readonly looks?: boolean;
  /** What went wrong besides: one sentence each. */
  misses?(world: World): readonly string[];
}

/** Nobody but Watchkeeper ends what is wrong. */
export const unmended = () => {};
