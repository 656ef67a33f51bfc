import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBundledConfig } from '../../shared/runtime/bundled-config.ts';

function packaged(content: string) {
  const taskRoot = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
  writeFileSync(join(taskRoot, 'config.json'), content);
  return { taskRoot, configFile: 'config.json' };
}

describe('shared/runtime/bundled-config', () => {
  it('reads the configuration beside the bundle and freezes it, all the way down', () => {
    const config = readBundledConfig(packaged('{"mode":"observe","routes":[{"channel":"#ops"}]}'));

    expect(config.mode).toBe('observe');
    expect(Object.isFrozen(config.routes[0])).toBe(true);
  });

  it.each([
    ['is not there', { taskRoot: '/nowhere', configFile: 'config.json' }],
    ['is not JSON', packaged('mode: observe')],
  ])('says what to do when the file %s', (_case, environment) => {
    expect(() => readBundledConfig(environment)).toThrow(/config\.json cannot be read: run "npm run build"/);
  });
});
