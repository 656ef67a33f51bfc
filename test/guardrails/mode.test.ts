import { describe, expect, it } from 'vitest';
import { MODE_TAG } from '../../shared/domain/mode.ts';
import { mode } from '../../shared/guardrails/mode.ts';
import { factsUnder, INCIDENT, PLAN } from './sample.ts';

const SETTINGS = {};
const CLUSTERS = [
  { cluster: 'prod*', mode: 'ask' },
  { cluster: '*', mode: 'off' },
] as const;

describe('shared/guardrails/mode', () => {
  it.each([
    ['off', 'deny'],
    ['observe', 'observe'],
    ['ask', 'ask'],
    ['act', 'act'],
  ] as const)('mode %s gives the verdict %s', (value, type) => {
    const verdict = mode.review(PLAN, factsUnder({ mode: value }));

    expect(verdict).toMatchObject({ type, by: 'mode', reason: `mode ${value} from the default` });
  });

  it('asks about what is always for people, also where it may act', () => {
    const verdict = mode.review({ ...PLAN, alwaysAsk: true }, factsUnder({ mode: 'act' }));

    expect(verdict).toMatchObject({
      type: 'ask',
      reason: 'mode act from the default, but this is for people',
    });
    expect(mode.review({ ...PLAN, alwaysAsk: true }, factsUnder({ mode: 'observe' })).type).toBe('observe');
  });

  it('asks the approvers of the configuration', () => {
    const verdict = mode.review(PLAN, factsUnder({ mode: 'ask', approvers: ['U0AAAAAAA', 'U0BBBBBBB'] }));

    expect(verdict).toMatchObject({ type: 'ask', approvers: ['U0AAAAAAA', 'U0BBBBBBB'] });
  });

  it('only observes where it should ask and nobody could answer', () => {
    const verdict = mode.review(PLAN, factsUnder({ mode: 'ask', approvers: [] }));

    expect(verdict.type).toBe('observe');
    expect(verdict.reason).toContain('names no approvers');
  });

  it('prefers the playbook to the default', () => {
    const playbooks = { 'stop-crash-loop': { mode: 'observe', settings: SETTINGS } } as const;

    const verdict = mode.review(PLAN, factsUnder({ playbooks }));

    expect(verdict.reason).toBe('mode observe from the playbook stop-crash-loop');
  });

  it('prefers the first matching cluster rule to the playbook', () => {
    const playbooks = { 'stop-crash-loop': { mode: 'observe', settings: SETTINGS } } as const;

    const verdict = mode.review(PLAN, factsUnder({ playbooks, clusters: CLUSTERS }));

    expect(verdict.reason).toBe('mode ask from the cluster rule "prod*"');
  });

  it('prefers the tag to everything', () => {
    const verdict = mode.review(
      PLAN,
      factsUnder({ clusters: CLUSTERS }, { tags: { 'watchkeeper:mode': 'act' } }),
    );

    expect(verdict).toMatchObject({ type: 'act', reason: `mode act from the tag ${MODE_TAG}` });
  });

  it.each(['Act', '', 'act ', 'yes', '__proto__'])('only observes under the tag value %j', (value) => {
    const verdict = mode.review(PLAN, factsUnder({}, { tags: { [MODE_TAG]: value } }));

    expect(verdict.type).toBe('observe');
    expect(verdict.reason).toContain(`${JSON.stringify(value)} from the tag ${MODE_TAG} is not a mode`);
  });

  it('shows no more of a tag than fits a sentence', () => {
    const verdict = mode.review(PLAN, factsUnder({}, { tags: { [MODE_TAG]: 'x'.repeat(256) } }));

    expect(verdict.reason.length).toBeLessThan(120);
  });

  it('takes no mode from what every object inherits', () => {
    const incident = { ...INCIDENT, playbook: 'constructor' };

    const verdict = mode.review(PLAN, factsUnder({ mode: 'observe' }, { incident }));

    expect(verdict.reason).toBe('mode observe from the default');
  });
});
