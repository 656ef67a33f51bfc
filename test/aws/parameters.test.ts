import { ParameterNotFound } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../local/log.ts';
import {
  createKillSwitch,
  createParameter,
  createSecret,
  PARAMETER_PERMISSIONS,
} from '../../shared/aws/parameters.ts';
import { connectionReset, serviceError, simulatedAws } from './simulated-aws.ts';

const NAME = '/watchkeeper/prod/kill-switch';

/** A store with one parameter that can be changed, removed or put out of reach, and a clock that is moved. */
function store(value: string | Error | undefined) {
  const state = { value, now: 0 };
  const aws = simulatedAws({
    GetParameter: ({ Name, WithDecryption }) => {
      if (state.value instanceof Error) throw state.value;
      if (Name !== NAME || !WithDecryption || state.value === undefined) {
        throw new ParameterNotFound({ $metadata: {}, message: 'no such parameter' });
      }
      return { Parameter: { Name, Value: state.value } };
    },
  });
  return { state, aws, clock: () => state.now };
}

describe('shared/aws/parameters', () => {
  test('a parameter is read once, and again when its time is over', async () => {
    const { state, aws, clock } = store('first');
    const parameter = createParameter(aws.clients, NAME, 1000, clock);
    await parameter();

    state.value = 'second';
    state.now = 999;
    const kept = await parameter();
    state.now = 1000;
    const fresh = await parameter();

    expect([kept, fresh]).toEqual(['first', 'second']);
    expect(aws.calls).toHaveLength(2);
    expect(new Set(aws.calls)).toEqual(new Set(PARAMETER_PERMISSIONS));
  });

  test('a read that failed is not kept', async () => {
    const { state, aws, clock } = store(connectionReset());
    const parameter = createParameter(aws.clients, NAME, 1000, clock);
    await expect(parameter()).rejects.toThrow(NAME);

    state.value = 'there again';

    expect(await parameter()).toBe('there again');
  });

  test.each([
    ['on', 'on'],
    ['off', 'off'],
    [' OFF\n', 'off'],
    ['On', 'on'],
    ['', 'unreadable'],
    ['offf', 'unreadable'],
    ['false', 'unreadable'],
    [undefined, 'unreadable'],
    [serviceError('AccessDeniedException', 'no'), 'unreadable'],
    [connectionReset(), 'unreadable'],
  ])('a kill switch that holds %j is %s', async (value, expected) => {
    const { aws, clock } = store(value);

    expect(await createKillSwitch(aws.clients, NAME, clock, SILENT)()).toBe(expected);
  });

  test('throwing the kill switch takes effect within fifteen seconds', async () => {
    const { state, aws, clock } = store('off');
    const killSwitch = createKillSwitch(aws.clients, NAME, clock, SILENT);
    await killSwitch();

    state.value = 'on';
    state.now = 15_000;

    expect(await killSwitch()).toBe('on');
  });

  test('why a kill switch cannot be read is logged', async () => {
    const logged: unknown[] = [];
    const { aws, clock } = store(undefined);
    const log = { error: (_message: string, fields?: Record<string, unknown>) => logged.push(fields) };

    await createKillSwitch(aws.clients, NAME, clock, log)();

    expect(logged).toEqual([
      { parameter: NAME, reason: expect.stringContaining('does not exist: create it') },
    ]);
  });

  test('a secret must have a value, and no error repeats one', async () => {
    const { aws, clock } = store('  ');
    const present = store('xoxb-secret\n');

    await expect(createSecret(aws.clients, NAME, clock)()).rejects.toThrow(`"${NAME}" is empty`);
    expect(await createSecret(present.aws.clients, NAME, present.clock)()).toBe('xoxb-secret');
  });
});
