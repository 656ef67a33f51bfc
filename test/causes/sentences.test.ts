import { describe, expect, test } from 'vitest';
import { causeOf } from '../../shared/causes/index.ts';
import type { TaskState } from '../../shared/domain/signal.ts';
import { stopped } from './cases.ts';

const summaryOf = (task: Partial<TaskState>) => causeOf(stopped(task))?.summary;

describe('the sentences of shared/causes', () => {
  test.each([
    [1, '1'],
    [132, '132 (SIGILL)'],
    [134, '134 (SIGABRT)'],
    [135, '135 (SIGBUS)'],
    [136, '136 (SIGFPE)'],
    [139, '139 (SIGSEGV)'],
    [143, '143 (SIGTERM)'],
  ])('say what exit code %i means', (exitCode, words) => {
    const containers = [{ name: 'worker', exitCode }];

    expect(summaryOf({ containers })).toBe(`Container worker exited with code ${words}.`);
  });

  test('say that a kill alone proves nothing', () => {
    const containers = [{ name: 'worker', exitCode: 137 }];

    expect(summaryOf({ containers })).toBe(
      'Container worker was killed (exit code 137 (SIGKILL)); ECS does not say why.',
    );
  });

  test('end with one full stop, whatever the reason ends with', () => {
    const containers = [{ name: 'worker', reason: 'v1.2 gave up . ..' }];

    expect(summaryOf({ stoppedReason: 'Task failed to start', stopCode: 'New', containers })).toBe(
      'The event does not say why the task stopped: Task failed to start; v1.2 gave up.',
    );
  });

  test('say that there is no reason', () => {
    expect(summaryOf({ stopCode: 'UserInitiated', stoppedReason: '\u200b' })).toBe(
      'Somebody stopped the task with StopTask: no reason was given.',
    );
  });

  test('name no subject where there is none, or none that can be read', () => {
    const nameless = causeOf(stopped({ containers: [{ name: '\u200b', exitCode: 1 }] }));

    expect(causeOf(stopped({ stopCode: 'UserInitiated' }))).not.toHaveProperty('subject');
    expect(nameless).not.toHaveProperty('subject');
  });
});
