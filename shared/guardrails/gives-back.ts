import type { Plan } from '../domain/decision.ts';

/**
 * Whether a plan only gives back what was saved when something was put to sleep. It was agreed to then, and is expected:
 * what keeps changes few must not leave services down on Monday morning.
 */
export function givesBack({ actions }: Plan): boolean {
  return actions.length > 0 && actions.every(({ kind }) => kind === 'hours.wake');
}
