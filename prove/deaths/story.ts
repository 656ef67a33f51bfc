import type { World } from '../../local/world.ts';
import { headlines } from '../../test/support/fleet.ts';

/** Something that Watchkeeper answers, and in whose middle it dies. */
export interface Story {
  readonly name: string;
  /** The rest of `watchkeeper.yml`. */
  readonly settings: string;
  begin(world: World): void | Promise<void>;
  /** What is not as it would be if nothing had died. */
  breaches(world: World): readonly string[] | Promise<readonly string[]>;
}

export function differs(found: unknown, wanted: unknown): string[] {
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
  return is === should ? [] : [`${is} in place of ${should}`];
}

/** How many messages begin so. */
export function told(world: World, begins: string): number {
  return headlines(world).filter((text) => text.startsWith(begins)).length;
}
