import { type Fields, fieldsOf, objects, optionalText, pathOf, read } from './decode.ts';

const VALUE_CAP = 1024;
const TAGS = 50;

/** An object whose values are texts; what is none, and what is beyond the cap, is left out. */
export function stringMap(from: Fields, key: string, cap: number): Readonly<Record<string, string>> {
  const fields = fieldsOf(read(from, key) ?? {}, pathOf(from, key));
  const pairs = Object.entries(fields.values).filter(([, value]) => typeof value === 'string');
  return ownRecord(pairs.slice(0, cap).map(([name, value]) => [name, String(value)]));
}

/** Tags, as an object or as a list of Key and Value: both are found in published events. */
export function tagMap(from: Fields, key: string): Readonly<Record<string, string>> {
  if (!Array.isArray(read(from, key))) return stringMap(from, key, TAGS);
  const pairs = objects(from, key, TAGS).map(
    (tag) => [optionalText(tag, 'Key') ?? '', optionalText(tag, 'Value') ?? ''] as const,
  );
  return ownRecord(pairs.filter(([name]) => name !== ''));
}

/** `fromEntries` defines, so that a key named __proto__ is data like any other. */
function ownRecord(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs.map(([name, value]) => [name, value.slice(0, VALUE_CAP).toWellFormed()]));
}
