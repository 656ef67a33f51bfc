/** How far Watchkeeper may go, from nothing at all to acting by itself. */
export const MODES = ['off', 'observe', 'ask', 'act'] as const;
export type Mode = (typeof MODES)[number];
