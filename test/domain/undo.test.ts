import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/domain/action.ts';
import type { ActionResult } from '../../shared/domain/decision.ts';
import type { DeployRevision, SetDesiredCount } from '../../shared/domain/fleet-action.ts';
import type { ApprovalAnswer } from '../../shared/domain/incident.ts';
import { undoAsked, undoOf } from '../../shared/domain/undo.ts';

const SERVICE = {
  target: 'arn:aws:ecs:eu-west-1:123456789012:service/prod/payments-api',
  clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
  service: 'payments-api',
  risk: 'medium',
} as const;

function scaled(from: number, to: number): SetDesiredCount {
  const base = { kind: 'ecs.set-desired-count', ...SERVICE, revision: 'payments-api:2' } as const;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

function deployed(from: string, to: string): DeployRevision {
  const base = { kind: 'ecs.deploy-revision', ...SERVICE } as const;
  return { ...base, from, to, inverse: { ...base, from: to, to: from } };
}

const RERUN: Action = {
  kind: 'ecs.run-task',
  target: SERVICE.clusterArn,
  clusterArn: SERVICE.clusterArn,
  risk: 'low',
  clientToken: 'token',
  replaces: 'task',
  taskDefinitionArn: 'payments-api:2',
  startedBy: 'watchkeeper',
};

const attempt = (action: Action, type: ActionResult['type'] = 'done') => ({
  action,
  result: { type, reason: 'because' },
  at: '2026-11-23T09:00:00Z',
});

describe('shared/domain/undo', () => {
  it('takes everything back, the newest first', () => {
    const attempts = [attempt(deployed('payments-api:2', 'payments-api:1')), attempt(scaled(3, 5))];

    expect(undoOf(attempts)?.actions).toMatchObject([
      { kind: 'ecs.set-desired-count', from: 5, to: 3 },
      { kind: 'ecs.deploy-revision', from: 'payments-api:1', to: 'payments-api:2' },
    ]);
  });

  it('can be taken back itself', () => {
    const action = scaled(3, 0);
    const back = undoOf([attempt(action)])?.actions[0];

    expect(back && undoOf([attempt(back)])?.actions).toEqual([action]);
  });

  it('leaves out what was refused or failed', () => {
    const attempts = [
      attempt(scaled(3, 5)),
      attempt(scaled(5, 7), 'refused'),
      attempt(scaled(5, 7), 'failed'),
    ];

    expect(undoOf(attempts)?.actions).toHaveLength(1);
  });

  it('is not offered when nothing was done, or something of it cannot be taken back', () => {
    expect(undoOf([])).toBeUndefined();
    expect(undoOf([attempt(scaled(3, 5), 'refused')])).toBeUndefined();
    expect(undoOf([attempt(scaled(3, 5)), attempt(RERUN)])).toBeUndefined();
  });

  it.each<[string, Partial<ApprovalAnswer>, string | undefined]>([
    ['an approver', {}, undefined],
    ['nobody who may approve', { by: 'U0STRANGER' }, undefined],
    ['somebody who approved a question', { type: 'approved' }, undefined],
    ['somebody who saw another state', {}, 'another plan'],
  ])('counts only when %s asks for just that', (who, change, hash) => {
    const attempts = [attempt(scaled(3, 5))];
    const answer: ApprovalAnswer = { type: 'undone', by: 'U0ONCALL', at: '2026-11-23T09:01:00Z', ...change };
    const planHash = hash ?? undoOf(attempts)?.planHash ?? '';
    const approval = { planHash, expiresAt: '2026-11-23T10:00:00Z', approvers: ['U0ONCALL'], answer };

    expect(undoAsked({ approval }, attempts)).toEqual(who === 'an approver' ? answer : undefined);
  });
});
