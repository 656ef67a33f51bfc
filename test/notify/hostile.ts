import fc from 'fast-check';
import type { Action } from '../../shared/domain/action.ts';
import { CAUSE_CODES } from '../../shared/domain/cause.ts';
import type { Attempt, Outcome, Plan, Verdict } from '../../shared/domain/decision.ts';
import type { IncidentRef } from '../../shared/domain/incident.ts';
import type { Evidence } from '../../shared/domain/playbook.ts';
import type { ScanAction } from '../../shared/domain/scan-action.ts';
import type { Target } from '../../shared/domain/target.ts';
import type { FleetView, IncidentView } from '../../shared/domain/view.ts';
import { hostileRegistryAction, hostileRegistryTarget } from './hostile-registry.ts';
import { hostileScalingAction, hostileScalingTarget } from './hostile-scaling.ts';
import { count, iso, text } from './hostile-text.ts';

/** Views whose every free text is what an attacker, a broken agent or plain bad luck might send. */

const fleetTarget: fc.Arbitrary<Target> = fc.record({
  kind: fc.constantFrom('service', 'family'),
  account: text,
  region: fc.oneof(fc.constantFrom('eu-west-1', 'us-gov-west-1'), text),
  partition: fc.oneof(fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'constructor'), text),
  clusterArn: text,
  cluster: text,
  name: text,
});
const target = fc.oneof({ weight: 2, arbitrary: fleetTarget }, hostileRegistryTarget, hostileScalingTarget);

const incident: fc.Arbitrary<IncidentRef> = fc.record({
  key: text,
  id: text,
  generation: count,
  playbook: text,
  target,
  severity: fc.constantFrom('info', 'warning', 'critical'),
  openedAt: iso,
  trigger: fc.constant({ type: 'respond', reason: 'it failed' }),
});

/** A few that differ, or as many as nobody would send by accident. */
function lines(many: number): fc.Arbitrary<string[]> {
  const flood = text.map((line) => Array.from({ length: many }, () => line));
  return fc.oneof(fc.array(text, { maxLength: 6 }), flood);
}

const evidence: fc.Arbitrary<Evidence> = fc
  .record(
    {
      cause: fc.record(
        {
          code: fc.constantFrom(...CAUSE_CODES),
          retryable: fc.boolean(),
          expected: fc.boolean(),
          summary: text,
          nextStep: text,
          subject: text,
        },
        { requiredKeys: ['code', 'retryable', 'expected', 'summary', 'nextStep'] },
      ),
      extent: text,
      details: fc.array(fc.record({ label: text, text }), { maxLength: 12 }),
      list: fc.record({ title: text, lines: lines(100) }),
      firstAt: iso,
      lastAt: iso,
      desired: count,
      running: count,
      revision: text,
      lastSteady: text,
      image: text,
      deployedAt: iso,
      deployedBy: text,
      exitCodes: fc.array(fc.integer(), { maxLength: 500 }),
      deadTask: fc.record({
        container: text,
        task: fc.record({
          taskArn: text,
          taskId: text,
          clusterArn: text,
          cluster: text,
          lastStatus: text,
          containers: fc.constant([]),
        }),
      }),
    },
    { requiredKeys: [] },
  )
  .chain((rest) => fc.record({ headline: text, failures: count }).map((most) => ({ ...rest, ...most })));

const base = { target: text, clusterArn: text, risk: fc.constantFrom('low', 'medium', 'high') } as const;
const revision = {
  ...base,
  kind: fc.constant('ecs.deploy-revision'),
  service: text,
  from: text,
  to: text,
} as const;
const desired = {
  ...base,
  kind: fc.constant('ecs.set-desired-count'),
  revision: text,
  service: text,
  from: count,
  to: count,
} as const;
const onImages = { target: text, risk: fc.constant('low'), registryId: text } as const;
const tags = fc.array(text, { maxLength: 3 });
const details = fc.array(
  fc.record({
    repository: text,
    images: fc.array(fc.record({ digest: text, tags }), { maxLength: 3 }),
    vulnerabilities: fc.constant([]),
  }),
  { maxLength: 3 },
);
const services = fc.array(fc.record({ clusterArn: text, name: text }), { maxLength: 3 });
const inverse = fc.record({ kind: fc.constant('ecr.untag-image'), repository: text, tag: text });
const scanAction: fc.Arbitrary<ScanAction> = fc.oneof(
  fc.record({ ...onImages, kind: fc.constant('events.put-event'), details }),
  fc.record({ ...onImages, kind: fc.constant('events.request-rollback'), services, vulnerabilities: tags }),
  fc.record({
    ...onImages,
    kind: fc.constant('ecr.tag-image'),
    repository: text,
    digest: text,
    tag: text,
    inverse,
  }),
);
const answer = fc.record({
  ...base,
  kind: fc.constant('ecs.continue-deployment'),
  service: text,
  hookId: text,
  decision: fc.constantFrom('CONTINUE', 'ROLLBACK'),
});
const action: fc.Arbitrary<Action> = fc.oneof(
  scanAction,
  answer,
  fc.record({ ...revision, inverse: fc.record(revision) }),
  fc.record({ ...desired, inverse: fc.record(desired) }),
  fc.record({
    ...base,
    kind: fc.constant('ecs.run-task'),
    clientToken: text,
    replaces: text,
    taskDefinitionArn: text,
    startedBy: text,
  }),
  { weight: 3, arbitrary: hostileRegistryAction },
  { weight: 2, arbitrary: hostileScalingAction },
);
const actions = fc.oneof(
  fc.array(action, { maxLength: 5 }),
  action.map((one) => Array.from({ length: 500 }, () => one)),
);

const plan: fc.Arbitrary<Plan> = fc.record({
  type: fc.constant('act'),
  reason: text,
  actions,
  success: text,
  deadlineSeconds: count,
  holdSeconds: count,
});
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.record({ type: fc.constantFrom('act', 'observe', 'deny'), by: text, reason: text }),
  fc.record({ type: fc.constant('ask'), by: text, reason: text, approvers: fc.constant([]) }),
);
const attempt: fc.Arbitrary<Attempt> = fc.record({
  action,
  result: fc.record({ type: fc.constantFrom('done', 'refused', 'failed'), reason: text }),
  at: iso,
});
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ type: fc.constantFrom('held', 'came-back', 'done', 'nothing'), reason: text }),
  fc.record({ type: fc.constantFrom('observed', 'refused'), reason: text, by: text }),
  fc.record({
    type: fc.constant('failed'),
    reason: text,
    code: fc.constantFrom('read-failed', 'action-failed', 'approval-denied', 'approval-expired'),
  }),
);

export const hostileView: fc.Arbitrary<IncidentView> = fc.record(
  {
    incident,
    phase: fc.constantFrom('asking', 'acting', 'verifying', 'holding', 'waiting', 'closed'),
    at: iso,
    evidence,
    logTail: lines(500),
    reason: text,
    nextStep: text,
    waitsFor: text,
    plan,
    verdict,
    attempts: fc.oneof(
      fc.array(attempt, { maxLength: 6 }),
      attempt.map((one) => Array.from({ length: 500 }, () => one)),
    ),
    approval: fc.record({ planHash: text, expiresAt: iso, snoozeMinutes: count }),
    answer: fc.record({
      type: fc.constantFrom('approved', 'denied', 'snoozed'),
      by: fc.oneof(fc.constant('U024BE7LH'), text),
      at: iso,
    }),
    outcome,
    budget: fc.record({ used: count, limit: count }),
    cooldownMinutes: count,
  },
  {
    requiredKeys: ['incident', 'phase', 'at', 'evidence', 'logTail', 'reason', 'attempts', 'cooldownMinutes'],
  },
);

export const hostileFleet: fc.Arbitrary<FleetView> = fc.record(
  {
    account: text,
    region: fc.oneof(fc.constant('eu-west-1'), text),
    partition: fc.oneof(fc.constant('aws'), text),
    cluster: text,
    at: iso,
    since: iso,
    failingServices: count,
    activeServices: count,
    services: lines(500),
    verdict,
    incidents: count,
    recovered: fc.boolean(),
  },
  {
    requiredKeys: [
      'account',
      'region',
      'partition',
      'cluster',
      'at',
      'failingServices',
      'activeServices',
      'services',
      'verdict',
      'incidents',
      'recovered',
    ],
  },
);
