import * as z from 'zod/mini';
import { PLAYBOOKS } from '../../playbooks/index.ts';
import type { Path } from './problem.ts';
import { type Configurable, configSchema } from './schema.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schema (2020-12) of `watchkeeper.yml`, for editors: what may be written, with the defaults. */
export function configJsonSchema(playbooks: readonly Configurable[] = PLAYBOOKS): JsonSchema {
  return {
    title: 'watchkeeper.yml',
    description: 'How far Watchkeeper may go, whom it tells, and when it keeps hands off.',
    ...z.toJSONSchema(configSchema(playbooks), { io: 'input' }),
  };
}

/** The keys that may stand in the mapping at `path`. */
export function keysAt(root: JsonSchema, path: Path): readonly string[] {
  const schemas = path.reduce<readonly JsonSchema[]>(
    (found, part) => found.flatMap((schema) => partOf(schema, part)),
    alternatives(root),
  );
  return schemas.flatMap(({ properties = {} }) => Object.keys(properties));
}

function partOf(schema: JsonSchema, part: PropertyKey): readonly JsonSchema[] {
  const { properties = {}, additionalProperties: others, items } = schema;
  const key = String(part);
  const named = Object.hasOwn(properties, key) ? properties[key] : others;
  const found = typeof part === 'number' ? items : named;
  return typeof found === 'object' && !Array.isArray(found) ? alternatives(found) : [];
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf?.filter((entry) => typeof entry === 'object') ?? [schema];
}
