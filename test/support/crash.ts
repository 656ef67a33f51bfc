import { aroundEffects } from '../../prove/worlds/ports.ts';
import type { Deps } from '../../shared/deps.ts';

/** Counts effects, and breaks one of them: before it happens, or after it happened and before anyone hears. */
export interface Saboteur {
  readonly wrap: (deps: Deps) => Deps;
  effects(): number;
}

/** `at`: which effect breaks, counted from 1; 0 breaks none. */
export function createSaboteur(at: number, when: 'before' | 'after'): Saboteur {
  let effects = 0;

  async function sabotage(name: string, effect: () => Promise<unknown>): Promise<unknown> {
    effects += 1;
    const mine = effects === at;
    if (mine && when === 'before') throw new Error(`died before effect ${at}, ${name}`);
    const result = await effect();
    if (mine) throw new Error(`died after effect ${at}, ${name}`);
    return result;
  }

  return { wrap: (deps) => aroundEffects(deps, sabotage), effects: () => effects };
}
