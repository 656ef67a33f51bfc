import type { ClickAction } from '../../shared/notify/button-value.ts';
import type { LocalMessage } from '../slack/index.ts';
import type { Row } from '../story/turn.ts';
import type { World } from '../world.ts';

/** One thing that happens to a fleet, and how it should end. */
export interface Scenario {
  /** In kebab case: what `--scenario` takes. */
  readonly name: string;
  /** One line for people: what happens. */
  readonly summary: string;
  /** One line for people: how it should end. `check` is its proof. */
  readonly expects: string;
  /** Time of day, HH:MM UTC, at which it begins in a morning of all scenarios. */
  readonly begins: string;
  /** Tasks that stop because all is well are part of the story. */
  readonly tellsNormalLife?: boolean;
  play(stage: Stage): Promise<void>;
  /** What is not as it should be, one sentence each; empty when all is. */
  check(ending: Ending): readonly string[];
}

/** What a scenario can do. Times are simulated. */
export interface Stage {
  readonly world: World;
  /** Say what happens to the fleet, before it does. */
  scene(text: string): void;
  pass(seconds: number): Promise<void>;
  /** Let time pass until something is so. Throws when it is not, after `minutes`. */
  until(what: string, isSo: () => boolean, minutes: number): Promise<void>;
  /** Let time pass until every response has ended. Throws when one has not, after `minutes`. */
  settle(minutes?: number): Promise<void>;
  /** The on-call person presses a button under the newest message that has it. */
  click(action: ClickAction): Promise<void>;
  /** Root messages of this scenario, oldest first. */
  messages(): readonly LocalMessage[];
  /** Stopped tasks that this scenario's events told of. */
  stops(): number;
  /** What may go wrong with the response's own Lambda; it is asked around every checkpoint. */
  troubleLambda(trouble: (when: 'before' | 'after') => void): void;
  /** Commands that changed something in this scenario. */
  writes(): readonly string[];
}

/** Everything that a scenario can be judged by. */
export interface Ending {
  readonly world: World;
  readonly row: Omit<Row, 'problems'>;
  readonly messages: readonly LocalMessage[];
}
