import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig, configJsonSchema } from '../../../shared/runtime/config/index.ts';
import type { JsonSchema } from '../../../shared/runtime/config/json-schema.ts';

interface Key {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every key of the schema with its path as the documentation writes it, without playbooks' settings. */
function keysOf(schema: JsonSchema, base = ''): readonly Key[] {
  const branches = schema.anyOf?.filter((one) => typeof one === 'object') ?? [];
  const item = typeof schema.items === 'object' && !Array.isArray(schema.items) ? [schema.items] : [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    if (typeof inner !== 'object') return [];
    const path = base === '' ? key : `${base}.${key}`;
    return [{ path, schema: inner }, ...keysOf(inner, path)];
  });
  return [
    ...own,
    ...branches.flatMap((branch) => keysOf(branch, base)),
    ...item.flatMap((one) => keysOf(one, `${base}[]`)),
  ];
}

const KEYS = keysOf(configJsonSchema());
const SETTING = /^playbooks\.([\w-]+)\.settings\.([^.[]+)$/;
const EXAMPLE = /^#(?=\w| {2,}[-\w])/gm;

describe('watchkeeper.schema.json', () => {
  it('is what the schema gives: if not, run "npm run docs"', () => {
    const committed = JSON.parse(readFileSync('watchkeeper.schema.json', 'utf8'));

    expect(committed).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
  });

  it('refuses unknown keys everywhere', () => {
    const mappings = KEYS.map(({ schema }) => schema).filter(({ properties }) => properties);

    for (const schema of mappings) expect(schema.additionalProperties).toBe(false);
  });
});

describe('watchkeeper.yml', () => {
  const text = readFileSync('watchkeeper.yml', 'utf8');

  it('names its schema for editors on the first line', () => {
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/watchkeeper\.schema\.json\n/);
  });

  it('says the defaults, which change nothing anywhere', () => {
    const committed = checkConfig(text);
    const empty = checkConfig('');

    expect(committed).toEqual(empty);
    expect(committed).toMatchObject({ type: 'valid', config: { mode: 'observe', clusters: [] } });
  });

  it('has examples that are valid, all of them together', () => {
    const checked = checkConfig(text.replaceAll(EXAMPLE, ''));

    expect(checked).toMatchObject({ type: 'valid', config: { approvers: ['U0123456789'] } });
  });
});

describe('docs/configuration.md', () => {
  const docs = readFileSync('docs/configuration.md', 'utf8');
  const named = KEYS.filter(({ path }) => !path.startsWith('playbooks'));

  it.each(named.map(({ path }) => path))('names %s', (path) => {
    const section = named.some((other) => other.path.startsWith(`${path}.`));

    expect(docs).toContain(section ? `\`${path}.` : `| \`${path}\` |`);
  });

  it.each(
    named.flatMap(({ path, schema }) =>
      ['number', 'string'].includes(typeof schema.default) ? [[path, String(schema.default)]] : [],
    ),
  )('says that the default of %s is %s', (path, value) => {
    expect(docs).toContain(`| \`${path}\` | \`${value}\` |`);
  });

  it.each(KEYS.flatMap(({ path, schema }) => (SETTING.test(path) ? [[path, schema.default] as const] : [])))(
    'has a row for %s with the default %j',
    (path, value) => {
      const [, playbook = '', setting = ''] = SETTING.exec(path) ?? [];
      const section = docs.split(/^### /m).find((part) => part.startsWith(`\`${playbook}\``)) ?? '';
      const text = JSON.stringify(value).replaceAll('"', '').replaceAll(':', ': ');
      const shown = text.replace(/^\{(.+)\}$/, '{ $1 }');

      const row = `| \`${setting}\` | \`${shown}\` |`;
      expect(
        section.includes(row),
        `docs/configuration.md lacks, under "### \`${playbook}\`", the row "${row} … |" with what ${setting} says`,
      ).toBe(true);
    },
  );
});
