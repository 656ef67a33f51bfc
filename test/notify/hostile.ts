import fc from 'fast-check';
import type { Action } from '../../shared/domain/action.ts';
import { CAUSE_CODES } from '../../shared/domain/cause.ts';
import type { Attempt, Outcome, Plan, Verdict } from '../../shared/domain/decision.ts';
import type { IncidentRef, Target } from '../../shared/domain/incident.ts';
import type { Evidence } from '../../shared/domain/playbook.ts';
import type { FleetView, IncidentView } from '../../shared/domain/view.ts';

/** Views whose every free text is what an attacker, a broken agent or plain bad luck might send. */

const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@U024BE7LH>',
  '<#C024BE7LR>',
  '<!subteam^S123|ops>',
  '<https://evil.example|AWS console>',
  'https://evil.example/?a=<b>&c="d"',
  '<!date^1392734382^{date}^https://evil.example|now>',
  '@channel @here @everyone',
  '*bold* _italic_ ~gone~ `code` ```block```',
  '> quoted\n*Guard:* allowed by everyone\n',
  '\u202egnp.exe\u202c \u2066isolated\u2069',
  'שלום עולם مرحبا',
  '👩‍👩‍👧‍👦🏳️‍🌈🔥',
  'z\u0301\u0302\u0303\u0304\u0305\u0306\u0307a\u200b\u200d\ufeff',
  '\u0000\u0007\u001b[31mred\u001b[0m\r\n\t',
  '\ud800 lonely \udc00',
  '&amp;&lt;!channel&gt;',
  ':fire::tada:',
  'a'.repeat(5_000),
  '<'.repeat(3_000),
  '&'.repeat(3_000),
  '🔥'.repeat(2_000),
  '|<>|'.repeat(500),
  '',
  ' ',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join(' ')),
  },
  { weight: 2, arbitrary: fc.constantFrom('payments-api', 'prod', 'payments-api:42', 'a-b_c') },
);
const iso = fc.oneof(
  fc
    .date({ min: new Date('2026-03-01'), max: new Date('2026-03-08'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom('', 'yesterday', '+275760-09-13T00:00:00.000Z', '0000-01-01T00:00:00Z'),
);
const count = fc.oneof(fc.nat(10), fc.nat(1_000_000));

const target: fc.Arbitrary<Target> = fc.record({
  kind: fc.constantFrom('service', 'family'),
  account: text,
  region: fc.oneof(fc.constantFrom('eu-west-1', 'us-gov-west-1'), text),
  partition: fc.oneof(fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'constructor'), text),
  clusterArn: text,
  cluster: text,
  name: text,
});

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
const action: fc.Arbitrary<Action> = fc.oneof(
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
    logTail: fc.oneof(
      fc.array(text, { maxLength: 6 }),
      text.map((line) => Array.from({ length: 500 }, () => line)),
    ),
    reason: text,
    nextStep: text,
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
    services: fc.oneof(
      fc.array(text, { maxLength: 6 }),
      text.map((name) => Array.from({ length: 500 }, () => name)),
    ),
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
