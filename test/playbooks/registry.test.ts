import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTION_PERMISSIONS } from '../../shared/actions/index.ts';
import { PLAYBOOKS } from '../../shared/playbooks/index.ts';

const FOLDER = new URL('../../shared/playbooks/', import.meta.url);

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
    for (const permission of permissions) expect(permission).toMatch(/:(Describe|List|Get)/);
  });

  it.each(PLAYBOOKS)('$id has a default for every setting, and knows no others', ({ settings }) => {
    expect(settings.parse({})).toBeTypeOf('object');
    expect(() => settings.parse({ unheardOf: 1 })).toThrow();
  });
});
