/** How far Watchkeeper may go, from nothing at all to acting by itself. */
export const MODES = ['off', 'observe', 'ask', 'act'] as const;
export type Mode = (typeof MODES)[number];

/** The tag on a service, task definition or repository that sets its mode. */
export const MODE_TAG = 'watchkeeper:mode';
/** The tag on a service, task definition or repository that keeps Watchkeeper off it. */
export const PROTECTED_TAG = 'watchkeeper:protected';
