import type { Difference } from './differences/difference.ts';
import type { Observation } from './observe.ts';

/** The paths at which two observations of one call differ. */
export function differingPaths(fleet: Observation, moto: Observation): readonly string[] {
  const paths = [...new Set([...Object.keys(fleet), ...Object.keys(moto)])].sort();
  return paths.filter((path) => fleet[path] !== moto[path]);
}

/** What is listed of one call. */
export function listedPaths(known: readonly Difference[], call: string): readonly string[] {
  return known.flatMap(({ at }) => at[call] ?? []);
}

export function covers(listed: string, path: string): boolean {
  if (!listed.endsWith('.*')) return listed === path;
  const above = listed.slice(0, -2);
  return path === above || path.startsWith(`${above}.`);
}
