import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { RESPOND_ENVIRONMENT, readEnvironment } from '../../shared/runtime/environment.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { createRespondDeps } from '../../shared/runtime/wiring.ts';

describe('shared/runtime/wiring', () => {
  it('wires a response by the configuration of the build, without a call to AWS or Slack', () => {
    const config = decodeConfig('mode: observe', 'watchkeeper.yml');
    const taskRoot = mkdtempSync(join(tmpdir(), 'watchkeeper-'));
    writeFileSync(join(taskRoot, 'config.json'), JSON.stringify(config));
    const names = Object.values(RESPOND_ENVIRONMENT).map((name) => [name, 'test']);
    const environment = readEnvironment(RESPOND_ENVIRONMENT, {
      ...Object.fromEntries(names),
      LAMBDA_TASK_ROOT: taskRoot,
      CONFIG_FILE: 'config.json',
    });

    const deps = createRespondDeps(environment, createLogger(environment), createMeter(environment));

    expect(deps.config).toEqual(config);
    expect(deps).not.toHaveProperty('resume');
  });
});
