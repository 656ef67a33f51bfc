import type { Alarm } from '../domain/alarm.ts';
import { isObject, present } from './decode.ts';

/**
 * The threshold and the newest value that was judged, from `reasonData`: JSON in a text, which only metric alarms
 * fill so. It is no more than a hint for people, so what cannot be read is left out.
 */
export function judgedOf(reasonData: string | undefined): Pick<Alarm, 'threshold' | 'value'> {
  const data = parsed(reasonData);
  if (!isObject(data)) return {};
  const { recentDatapoints: recent, threshold } = data;
  const newest = Array.isArray(recent) ? recent.at(-1) : undefined;
  return present({ threshold: finite(threshold), value: finite(newest) });
}

function parsed(text = 'null'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
