import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import { PLAYBOOKS } from '../../shared/playbooks/index.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { causeOfSignal } from '../../shared/triage/ecs.ts';
import { triageSignal } from '../../shared/triage/listen.ts';
import { OWN_SAMPLES } from '../signals/samples.ts';
import { OPTED_IN } from '../support/opted-in.ts';

const FOLDER = new URL('../../shared/playbooks/', import.meta.url);

/** The playbooks that do not ignore an event of their own account and region. */
function answering(event: unknown): readonly string[] {
  const parsed = parseSignal(event);
  if (parsed.type === 'unknown') return [];
  const { signal } = parsed;
  const heeded = triageSignal(signal, causeOfSignal(signal), { ...signal, config: OPTED_IN }, PLAYBOOKS);
  return heeded.filter(({ triage }) => triage.type !== 'ignore').map(({ playbook }) => playbook);
}

describe('shared/playbooks', () => {
  it('registers each file of the folder, and nothing else', () => {
    const files = readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'index.ts')
      .map((entry) => entry.name.replace(/\.ts$/, ''));

    expect(PLAYBOOKS.map((playbook) => playbook.id).sort()).toEqual(files.sort());
  });

  it.each(PLAYBOOKS)('$id says what it does, what it hears and what it needs', (playbook) => {
    expect(playbook.summary).toMatch(/^[A-Z].{20,120}[^.]$/);
    expect(playbook.hears.length).toBeGreaterThan(0);
    expect(playbook.permissions.length).toBeGreaterThan(0);
    for (const permission of playbook.permissions) expect(permission).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z]+$/);
    for (const action of playbook.actions) expect(ACTION_PERMISSIONS[action].length).toBeGreaterThan(0);
  });

  it.each(PLAYBOOKS)('$id reads only: no permission to gather can write', ({ permissions }) => {
    // What a role elsewhere may do is for its own account to say.
    for (const permission of permissions.filter((one) => one !== 'sts:AssumeRole'))
      expect(permission).toMatch(/:(Batch)?(Describe|List|Get)/);
  });

  it.each(PLAYBOOKS)('$id has a default for every setting, and knows no others', ({ settings }) => {
    expect(settings.parse({})).toBeTypeOf('object');
    expect(() => settings.parse({ unheardOf: 1 })).toThrow();
  });

  it.each(PLAYBOOKS)('$id has tests of its own', ({ id }) => {
    const file = `test/playbooks/${id}.test.ts`;

    expect(existsSync(file), `the playbook ${id} has no tests: write ${file}`).toBe(true);
  });

  it.each(PLAYBOOKS)('$id is documented', ({ id }) => {
    const docs = readFileSync('docs/configuration.md', 'utf8');

    const heading = `### \`${id}\``;
    const missing = `the playbook ${id} is not documented: add the section "${heading}" to docs/configuration.md`;
    expect(docs.split('\n').includes(heading), missing).toBe(true);
  });

  it.each(PLAYBOOKS)('$id answers a sample event', ({ id }) => {
    const answered = OWN_SAMPLES.filter(({ event }) => answering(event).includes(id));

    const missing = `the playbook ${id} ignores every sample: add one that it answers to events/, with its .expected.json`;
    expect(answered.length, missing).toBeGreaterThan(0);
  });
});
