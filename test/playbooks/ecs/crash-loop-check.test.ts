import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../shared/domain/incident.ts';
import { failingRevision, NO_REVISION } from '../../../shared/playbooks/ecs/crash-loop-check.ts';

function marks(group: string, count: number, hour = '09'): Mark[] {
  return Array.from({ length: count }, (_, index) => ({
    at: `2026-11-23T${hour}:00:0${index}.000Z`,
    id: `${group}-${index}`,
    group,
  }));
}

describe('shared/playbooks/ecs/crash-loop-check', () => {
  it('blames the revision that fails most', () => {
    const record = { marks: [...marks('api:1', 2), ...marks('api:2', 3), ...marks(NO_REVISION, 4)] };

    expect(failingRevision(record, [])).toBe('api:2');
  });

  it('does not blame a revision that an earlier incident has dealt with', () => {
    const record = {
      marks: [...marks('api:2', 9), ...marks('api:1', 5, '10')],
      handledGroup: 'api:2',
      quietUntil: '2026-11-24T09:00:00.000Z',
    };

    expect(failingRevision(record, [])).toBe('api:1');
  });

  it('blames it again once the quiet time is over', () => {
    const record = {
      marks: marks('api:2', 5, '10'),
      handledGroup: 'api:2',
      quietUntil: '2026-11-23T09:30:00.000Z',
    };

    expect(failingRevision(record, [])).toBe('api:2');
  });
});
