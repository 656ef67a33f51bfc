import type { Json } from '../domain/json.ts';
import { type Fields, isObject, kindOf, malformed, pathOf, read } from './decode.ts';

/** RunTask takes overrides of up to 8,192 characters, so anything far beyond was not written by ECS. */
export const JSON_CAP = 65_536;
const JSON_DEPTH_CAP = 20;

/**
 * Plain JSON, unchanged but for `__proto__`. What is too large or too deep is refused rather than cut: half of an override would
 * start another task than the one that failed.
 */
export function optionalJson(from: Fields, key: string): Json | undefined {
  const value = read(from, key);
  if (value === undefined) return undefined;
  const where = pathOf(from, key);
  if (!isObject(value)) throw malformed(where, `is ${kindOf(value)}, expected an object`);
  if (depthOf(value) > JSON_DEPTH_CAP) throw malformed(where, `is nested deeper than ${JSON_DEPTH_CAP}`);
  const text = JSON.stringify(value);
  if (text.length > JSON_CAP) throw malformed(where, `has ${text.length} characters, expected ${JSON_CAP}`);
  return JSON.parse(text, (name, inner) => (name === '__proto__' ? undefined : inner)) as Json;
}

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > JSON_DEPTH_CAP) return depth;
  return Object.values(value).reduce<number>((max, inner) => Math.max(max, depthOf(inner, depth + 1)), depth);
}
