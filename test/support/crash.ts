import type { Deps, Ledger } from '../../shared/deps.ts';

/** Counts effects, and breaks one of them: before it happens, or after it happened and before anyone hears. */
export interface Saboteur {
  readonly wrap: (deps: Deps) => Deps;
  effects(): number;
}

type Effect = (...args: never[]) => Promise<unknown>;

/** `at`: which effect breaks, counted from 1; 0 breaks none. */
export function createSaboteur(at: number, when: 'before' | 'after'): Saboteur {
  let effects = 0;

  function sabotage<Run extends Effect>(effect: Run): Run {
    const broken = async (...args: never[]) => {
      effects += 1;
      const mine = effects === at;
      if (mine && when === 'before') throw new Error(`died before effect ${at}`);
      const result = await effect(...args);
      if (mine) throw new Error(`died after effect ${at}`);
      return result;
    };
    return broken as Run;
  }

  function wrap(deps: Deps): Deps {
    const ledger = Object.fromEntries(
      Object.entries(deps.ledger).map(([name, effect]) => [name, sabotage(effect as Effect)]),
    ) as unknown;
    return {
      ...deps,
      ledger: ledger as Ledger,
      execute: sabotage(deps.execute),
      startResponse: sabotage(deps.startResponse),
      notifier: {
        show: sabotage(deps.notifier.show),
        reply: sabotage(deps.notifier.reply),
        showFleet: sabotage(deps.notifier.showFleet),
      },
    };
  }

  return { wrap, effects: () => effects };
}
