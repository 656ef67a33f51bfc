import type { ActionBase } from './action-base.ts';
import type { Home, Sleeper } from './hours.ts';

/** `target` is `arn:…:schedule/<name>`: several services and groups are written to. */
interface HoursActionBase extends ActionBase, Home {
  readonly schedule: string;
  /** For people: "until Mon 30 Nov 07:00 (Europe/Berlin)". */
  readonly period: string;
  /** In the order in which they are written to. */
  readonly sleepers: readonly Sleeper[];
}

/** Write down what each has, then take it: bounds first, then tasks or instances. */
export interface PutToSleep extends HoursActionBase {
  readonly kind: 'hours.sleep';
  readonly inverse: Omit<WakeUp, 'inverse'>;
}

/** Give each back what was written down, unless somebody has changed it meanwhile. */
export interface WakeUp extends HoursActionBase {
  readonly kind: 'hours.wake';
  readonly inverse: Omit<PutToSleep, 'inverse'>;
}

export type HoursAction = PutToSleep | WakeUp;
