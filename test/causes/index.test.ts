import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../shared/causes/facts.ts';
import { causeOf } from '../../shared/causes/index.ts';
import { applies } from '../../shared/causes/rule.ts';
import { RULES } from '../../shared/causes/rules/index.ts';
import { CAUSE_CODES } from '../../shared/domain/cause.ts';
import { CASES, stopped } from './cases.ts';

describe('shared/causes', () => {
  test.each(CASES)('takes $name for $code', ({ task, code, retryable, expected = false, subject }) => {
    const cause = causeOf(stopped(task));

    expect(cause).toMatchObject({ code, retryable, expected, ...(subject === undefined ? {} : { subject }) });
    expect(cause?.summary).toMatch(/^[^{}]+\.$/);
    expect(cause?.nextStep).toMatch(/^[^{}]+\.$/);
  });

  test('has a case for every code', () => {
    const covered = new Set(CASES.map((row) => row.code));

    expect(CAUSE_CODES.filter((code) => !covered.has(code))).toEqual([]);
  });

  test('has a case for every rule', () => {
    const used = new Set(CASES.map((row) => RULES.find((rule) => applies(rule, factsOf(stopped(row.task))))));

    expect(RULES.filter((rule) => !used.has(rule)).map((rule) => `${rule.code}: ${rule.summary}`)).toEqual(
      [],
    );
  });

  test('names what the event names in the next step', () => {
    const missing = CASES.find((row) => row.name === 'a missing key of a named secret');

    const cause = causeOf(stopped(missing?.task ?? {}));

    expect(cause?.nextStep).toContain(
      'Add key DB_PASSWORD to arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod',
    );
  });

  test('names the role that lacks the permission', () => {
    const forbidden = CASES.find((row) => row.name === 'a forbidden secret');

    const cause = causeOf(stopped(forbidden?.task ?? {}));

    expect(cause?.summary).toContain('payments-execution may not read the secret arn:aws:secretsmanager');
  });

  test('has none for a task that runs, and one for a task that is stopping', () => {
    const spot = { stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' };

    expect(causeOf(stopped({ lastStatus: 'RUNNING', desiredStatus: 'RUNNING' }))).toBeNull();
    expect(causeOf(stopped({ ...spot, lastStatus: 'RUNNING' }))?.code).toBe('spot-interrupted');
  });

  test('tells nothing from a companion that still runs while the task is stopping', () => {
    const containers = [
      { name: 'app', exitCode: 1, lastStatus: 'STOPPED' },
      { name: 'envoy', lastStatus: 'RUNNING' },
    ];

    const cause = causeOf(
      stopped({ lastStatus: 'DEACTIVATING', stopCode: 'EssentialContainerExited', containers }),
    );

    expect(cause).toMatchObject({ code: 'application-exit', subject: 'app' });
  });

  test('keeps hostile text short and on one line', () => {
    const hostile = `a\u0000b\n<!channel>\u202e${'x'.repeat(50_000)}`;

    const cause = causeOf(stopped({ stopCode: 'UserInitiated', stoppedReason: hostile }));

    expect(cause?.summary.length).toBeLessThan(300);
    expect(cause?.summary).not.toMatch(/[\p{C}\n]/u);
  });

  test('does not let a name fill in blanks of a sentence', () => {
    const cause = causeOf(stopped({ stopCode: 'UserInitiated', stoppedReason: '{role|x} {subject}' }));

    expect(cause?.summary).toBe('Somebody stopped the task with StopTask: {role|x} {subject}.');
  });

  test('reads the longest text fast, whatever it repeats', () => {
    const pieces = [
      'instance ',
      'arn:aws:ecs:',
      'host ',
      "secret with ARN '",
      'image a.',
      'CannotPull ref ',
      'eni ',
    ];

    const started = process.hrtime.bigint();
    for (const piece of pieces) causeOf(stopped({ stoppedReason: piece.repeat(20_000 / piece.length) }));
    const millis = Number(process.hrtime.bigint() - started) / 1e6;

    expect(millis).toBeLessThan(1_000);
  });

  test('gives a cause of the list for any text, and never throws', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...CASES.map((row) => row.task.stoppedReason ?? '')),
    );
    const container = fc.record(
      {
        name: words,
        image: words,
        lastStatus: words,
        exitCode: fc.integer({ min: -1, max: 300 }),
        reason: words,
      },
      { requiredKeys: ['name'] },
    );
    const task = fc.record(
      {
        stopCode: words,
        stoppedReason: words,
        startedBy: words,
        containers: fc.array(container, { maxLength: 5 }),
      },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(task, (parts) => {
        const cause = causeOf(stopped(parts));

        expect(CAUSE_CODES).toContain(cause?.code);
        expect(cause?.subject?.length ?? 0).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2_000 },
    );
  });
});
