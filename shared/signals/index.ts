import type { Signal } from '../domain/signal.ts';
import { type Fields, isObject, read } from './decode.ts';
import { openEnvelope } from './envelope.ts';
import { PARSERS, type ParserEntry } from './registry.ts';

/** What became of a raw event: a signal, or a value that says why it is none of ours. */
export type Parsed =
  | { readonly type: 'signal'; readonly signal: Signal; readonly door: string }
  | {
      readonly type: 'unknown';
      readonly source: string;
      readonly detailType: string;
      readonly reason: string;
    };

/**
 * A raw EventBridge event as a Signal. Whatever we have no parser for is `unknown`: a value, never an error.
 * Throws MalformedEventError when an event of a known type is not what AWS documents.
 */
export function parseSignal(event: unknown): Parsed {
  return parseWith(PARSERS, event);
}

/** The same with these parsers alone: a triage door has those of its domain. Throws MalformedEventError. */
export function parseWith(parsers: readonly ParserEntry[], event: unknown): Parsed {
  if (!isObject(event)) return unknown('', '', 'it is not a JSON object, so it is not an EventBridge event');
  const fields: Fields = { where: 'event', values: event };
  const source = nameIn(fields, 'source');
  const detailType = nameIn(fields, 'detail-type');
  const entry = parsers.find((one) => one.source === source && one.detailType === detailType);
  if (!entry) return unknown(source, detailType, whyUnknown(source, detailType));
  const signal = entry.parse(openEnvelope(event, entry.detailType));
  return { type: 'signal', signal, door: entry.door };
}

function whyUnknown(source: string, detailType: string): string {
  if (source === '' || detailType === '')
    return 'it has no source and detail-type, so it is not an EventBridge event';
  return `no parser listens to '${detailType}' from '${source}'`;
}

function unknown(source: string, detailType: string, reason: string): Parsed {
  return { type: 'unknown', source, detailType, reason };
}

/** Source and detail-type end up in logs and metrics: short, and without control characters. */
function nameIn(fields: Fields, key: string): string {
  const value = read(fields, key);
  return typeof value === 'string' ? value.slice(0, 128).replace(/[^\x20-\x7e]/g, '?') : '';
}
