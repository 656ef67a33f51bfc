import { describe, expect, test } from 'vitest';
import { messageProblems } from '../../local/slack/check-message.ts';
import { exampleAsking, exampleResolved } from '../../local/slack/example.ts';
import { renderMessage } from '../../local/slack/terminal.ts';
import type { Outcome } from '../../shared/domain/decision.ts';
import type { IncidentView } from '../../shared/domain/view.ts';
import { renderIncident } from '../../shared/notify/render.ts';
import { seenIn } from './strings.ts';

const { approval: _approval, ...unasked } = exampleAsking;
const closedAs = (outcome: Outcome, more: Partial<IncidentView> = {}): IncidentView => ({
  ...unasked,
  phase: 'closed',
  outcome,
  ...more,
});

const phases: readonly (readonly [string, IncidentView, string])[] = [
  ['asking', exampleAsking, '🔴 CRITICAL · payments-api is crash-looping · prod · since 10:02 UTC'],
  ['acting', { ...unasked, phase: 'acting' }, '🟡 ACTING'],
  ['verifying', { ...unasked, phase: 'verifying' }, '🟡 VERIFYING'],
  ['holding', { ...unasked, phase: 'holding' }, '🟡 FIXED, WATCHING'],
  ['waiting', { ...unasked, phase: 'waiting' }, '🟡 WAITING'],
  ['held', exampleResolved, '🟢 RESOLVED in 6 min · payments-api rolled back to payments-api:41 · prod'],
  ['done', closedAs({ type: 'done', reason: 'started' }), '🟢 DONE in 4 min · payments-api · prod'],
  ['came back', closedAs({ type: 'came-back', reason: 'it fails again' }), '🔴 CAME BACK · payments-api'],
  [
    'observed',
    closedAs({ type: 'observed', reason: 'mode observe', by: 'mode' }),
    '🔴 OBSERVED · payments-api',
  ],
  [
    'refused',
    closedAs({ type: 'refused', reason: 'frozen', by: 'freeze-window' }),
    '🔴 HANDS OFF · payments-api',
  ],
  ['nothing', closedAs({ type: 'nothing', reason: 'no steady revision' }), '🔴 NEEDS YOU · payments-api'],
  [
    'failed',
    closedAs({ type: 'failed', reason: 'timeout', code: 'action-failed' }),
    '🔴 FAILED · payments-api',
  ],
  ['denied', closedAs({ type: 'failed', reason: 'no', code: 'approval-denied' }), '🔴 DENIED · payments-api'],
  [
    'expired',
    closedAs({ type: 'failed', reason: 'no', code: 'approval-expired' }),
    '🔴 EXPIRED · payments-api',
  ],
];

describe('shared/notify/render', () => {
  test.each(phases)(
    '%s: the first line says how it stands, and Slack takes the message',
    (_, view, start) => {
      const message = renderIncident(view, () => 'mac');

      expect(headerOf(message)).toContain(start);
      expect(messageProblems(message)).toEqual([]);
      expect(message.text.length).toBeLessThanOrEqual(150);
    },
  );

  test.each(phases)('%s: only a question has buttons', (name, view) => {
    const message = renderIncident(view, () => 'mac');

    expect(message.blocks.some(({ type }) => type === 'actions')).toBe(name === 'asking');
  });

  test('a question shows all that a responder needs', () => {
    const shown = renderMessage(renderIncident(exampleAsking, () => 'mac'));

    expect(shown).toContain('5 failures in 4 min, exit 137');
    expect(shown).toContain('payments-api:42 was deployed at 09:57 UTC by ci-bot, first failure 5 min later');
    expect(shown).toContain('1 of 6 tasks');
    expect(shown).toContain('out-of-memory');
    expect(shown).toContain('Did: nothing yet.');
    expect(shown).toContain('Plan: roll payments-api back to payments-api:41.');
    expect(shown).toContain('Guard: needs approval: mode ask from the cluster rule "prod".');
    expect(shown).toContain('Next: Raise the memory of container app');
    expect(shown).toContain('[ Approve rollback ]  [ Snooze 30 min ]  [ Deny ]');
    expect(shown).toContain(
      'inc-7f3a9c2e51b80d46 · expires 10:21 UTC · cooldown 30 min · budget 0 of 10 actions in 24 h',
    );
  });

  test('the confirmation says what changes, from what to what, and how far it reaches', () => {
    const { blocks } = renderIncident(exampleAsking, () => 'mac');

    const approve = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0];

    expect(approve).toMatchObject({
      action_id: 'approve',
      style: 'primary',
      accessibility_label: 'Approve: roll payments-api back to payments-api:41',
      confirm: {
        title: { text: 'Approve rollback of payments-api?' },
        text: {
          text:
            'payments-api in prod (123456789012, eu-west-1): payments-api:42 -> payments-api:41. ' +
            'Replaces up to 6 tasks. Risk medium, can be undone.',
        },
      },
    });
  });

  test('the end says what was done, who approved it and how it stands', () => {
    const message = renderIncident(exampleResolved);

    const lines = message.blocks.flatMap((block) =>
      block.type === 'section' ? (block.text?.text ?? []) : [],
    );

    expect(lines[0]).toBe(
      '*Rolled back to payments-api:41* · approved by <@U024BE7LH> at ' +
        '<!date^1772618829^{time}|10:07 UTC> · 6 of 6 tasks run payments-api:41 · watched for 10 min since',
    );
  });

  test('observing has the same form and says what would have been done', () => {
    const verdict = { type: 'observe', by: 'mode', reason: 'mode observe from the default' } as const;

    const message = renderIncident(closedAs({ ...verdict, type: 'observed' }, { verdict }));

    expect(message.text).toMatch(/: would roll payments-api back to payments-api:41$/);
    expect(seenIn(message)).toContain(
      '*Would roll payments-api back to payments-api:41* · nothing was changed',
    );
    expect(seenIn(message)).toContain('*Would:* roll payments-api back');
    expect(seenIn(message)).toContain('*Did:* nothing.');
  });

  test('what AWS or a rule refused is told with its reason', () => {
    const attempts = (exampleAsking.plan?.actions ?? []).map((action) => ({
      action,
      result: { type: 'refused' as const, reason: 'payments-api:43 was deployed meanwhile' },
      at: '2026-03-04T10:07:12Z',
    }));

    const message = renderIncident(
      closedAs({ type: 'failed', reason: 'the plan changed', code: 'changed-meanwhile' }, { attempts }),
    );

    expect(seenIn(message)).toContain(
      'did not roll payments-api back to payments-api:41 (refused: payments-api:43 was deployed meanwhile)',
    );
  });

  test('log lines are shown redacted even if nobody did it before, the last six', () => {
    const logTail = Array.from({ length: 9 }, (_, index) => `line ${index} password=hunter${index}`);

    const shown = seenIn(renderIncident({ ...exampleAsking, logTail }));

    expect(shown).not.toContain('hunter');
    expect(shown).not.toContain('line 2');
    expect(shown).toContain('line 3 password=[redacted]\nline 4');
  });

  test('a name too long for a button leaves no dead button but a sentence', () => {
    const incident = { ...exampleAsking.incident, key: 'k'.repeat(2_000) };

    const message = renderIncident({ ...exampleAsking, incident }, () => 'mac');

    expect(message.blocks.some(({ type }) => type === 'actions')).toBe(false);
    expect(seenIn(message)).toContain('cannot be approved here');
  });

  test('links lead to the console of the partition, and nowhere for one that is not known', () => {
    const inChina = { ...exampleAsking.incident.target, partition: 'aws-cn', region: 'cn-north-1' };
    const unknown = { ...inChina, partition: 'aws-mars' };
    const seen = (target: typeof inChina) =>
      seenIn(renderIncident({ ...exampleAsking, incident: { ...exampleAsking.incident, target } }));

    expect(seenIn(renderIncident(exampleAsking))).toContain(
      '<https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/prod/services/payments-api/health?region=eu-west-1|Service>',
    );
    expect(seen(inChina)).toContain(
      '<https://console.amazonaws.cn/ecs/v2/clusters/prod/services/payments-api/',
    );
    expect(seen(unknown)).not.toContain('https://');
  });
});

function headerOf({ blocks }: { readonly blocks: readonly { readonly type: string }[] }): string {
  return JSON.stringify(blocks[0]);
}
