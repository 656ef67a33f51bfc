import { expect, it } from 'vitest';
import { explainEvent } from '../../local/explain/explain-event.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { ownSample } from '../signals/samples.ts';

const RULE = {
  cluster: 'shop',
  service: 'web-*',
  metric: 'cpu',
  min: 2,
  max: 10,
  out: { above: 70, steps: [{ from: 0, tasks: 2 }] },
  scheduled: [{ name: 'evening', schedule: 'cron(0 19 * * ? *)', max: 4 }],
};
const playbooks = { 'enforce-scaling-policy': { settings: { rules: [RULE] } } };

it('explain shows what the rules of enforce-scaling-policy would register', async () => {
  const sample = ownSample('aws.events/every-enforce-scaling-policy.json');
  const { results, assumed } = await explainEvent(
    sample,
    decodeConfig(`playbooks: ${JSON.stringify(playbooks)}`, 'test'),
  );

  expect(results.filter(({ triage }) => triage !== 'ignore')).toMatchObject([
    {
      playbook: 'enforce-scaling-policy',
      actions: [
        { kind: 'scaling.set-steps', resourceId: 'service/shop/web-any', register: { min: 2, max: 10 } },
        { kind: 'scaling.set-scheduled-action', to: { name: 'watchkeeper-evening', timezone: 'UTC' } },
      ],
    },
  ]);
  expect(assumed).toEqual([expect.stringContaining('one service for each name in the rules')]);
});
