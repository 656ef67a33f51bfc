import type { Clock } from '../deps.ts';

/** The real clock. Everything else is handed one. */
export const systemClock: Clock = () => Date.now();
