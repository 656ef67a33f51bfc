import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFunction, type LambdaFunction } from '../../../local/lambda/function.ts';

const BOOTSTRAP = join(import.meta.dirname, '../../../local/lambda/bootstrap.ts');
const HANDLER = join(import.meta.dirname, 'handlers/sample.ts');

let own: LambdaFunction | undefined;
afterEach(() => own?.close());

function open(timeoutSeconds = 20, file = HANDLER): LambdaFunction {
  own = createFunction({
    command: (api) => [process.execPath, BOOTSTRAP, api, file],
    folder: import.meta.dirname,
    env: { NAME: 'sample' },
    timeoutSeconds,
    now: Date.now,
  });
  return own;
}

describe('local/lambda/function', () => {
  it('keeps an instance, with its own environment and the time that is left', async () => {
    const sample = open();

    const first = (await sample.invoke({})) as { pid: number; left: number };
    const second = await sample.invoke({});

    expect(second).toMatchObject({ pid: first.pid, name: 'sample' });
    expect(first.pid).not.toBe(process.pid);
    expect(first.left).toBeGreaterThan(0);
    expect(first.left).toBeLessThanOrEqual(20_000);
    expect(sample.started()).toBe(1);
  });

  it.each([
    ['reports an error', 'fail', /TypeError: as it was told/],
    ['ends its process', 'exit', /ended early/],
  ])('starts another instance after one that %s', async (_what, todo, message) => {
    const sample = open();

    await expect(sample.invoke({ do: todo })).rejects.toThrow(message);

    expect(await sample.invoke({})).toMatchObject({ name: 'sample' });
    expect(sample.started()).toBe(2);
  });

  it('ends an instance that takes longer than its timeout', async () => {
    const sample = open(0.5);

    await expect(sample.invoke({ do: 'hang' })).rejects.toThrow('ended early');
  });

  it('says why a function does not even start', async () => {
    const sample = open(20, join(import.meta.dirname, 'handlers/none.ts'));

    await expect(sample.invoke({})).rejects.toThrow(/ended early[\s\S]*none\.ts/);
  });
});
