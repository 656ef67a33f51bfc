import { describe, expect, it } from 'vitest';
import { explainEvent } from '../../local/explain/explain-event.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { ownSample } from '../signals/samples.ts';

const RULE = '{ target: service/shop/*, mode: target, value: 60, max: 10 }';
const CONFIG = decodeConfig(`playbooks: { scale-on-alarm: { settings: { rules: [${RULE}] } } }`, 'test');

describe('explain, given an alarm', () => {
  it('says what would be scaled, and what it took for granted', async () => {
    const { results, assumed } = await explainEvent(
      ownSample('aws.cloudwatch/service-cpu-high.json'),
      CONFIG,
    );

    expect(results).toMatchObject([
      {
        playbook: 'scale-on-alarm',
        decision: 'act',
        actions: [{ kind: 'ecs.set-desired-count', from: 4, to: 7 }],
      },
    ]);
    expect(assumed?.[0]).toContain('4 of 4');
  });

  it('says which number of a capacity provider would be set', async () => {
    const rule =
      '{ target: capacity-provider/hosts, mode: step, sets: maxSize, max: 9, steps: [{ add: 2 }] }';
    const config = decodeConfig(`playbooks: { scale-on-alarm: { settings: { rules: [${rule}] } } }`, 'test');

    const { results } = await explainEvent(ownSample('aws.cloudwatch/hosts-full.json'), config);

    expect(results).toMatchObject([
      { decision: 'act', actions: [{ kind: 'scaling.set-group-bounds', from: { max: 4 }, to: { max: 6 } }] },
    ]);
  });

  it.each([
    ['service-cpu-muted', 'muted until'],
    ['service-cpu-ok', 'OK again'],
    ['insights', 'neither its dimensions nor a tag nor a rule'],
    ['insights-contributor', 'its rule must name a metric'],
    ['requests-per-target', 'no service is behind'],
  ])('says why nothing is done about %s', async (name, reason) => {
    const { results } = await explainEvent(ownSample(`aws.cloudwatch/${name}.json`), CONFIG);

    expect(results).toMatchObject([
      { decision: 'nothing', actions: [], reason: expect.stringContaining(reason) },
    ]);
  });
});
