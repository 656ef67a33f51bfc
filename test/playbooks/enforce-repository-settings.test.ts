import { describe, expect, it } from 'vitest';
import type { RepositorySettings } from '../../shared/domain/repository-settings.ts';
import type { ScheduleSignal } from '../../shared/domain/signal.ts';
import { strangersIn } from '../../shared/playbooks/ecr/exposure.ts';
import { isScanned, widened } from '../../shared/playbooks/ecr/registry-scanning.ts';
import { decideSettings } from '../../shared/playbooks/ecr/settings-decision.ts';
import { differencesOf } from '../../shared/playbooks/ecr/settings-differences.ts';
import type { SettingsFacts } from '../../shared/playbooks/ecr/settings-facts.ts';
import type { SettingsRule } from '../../shared/playbooks/ecr/settings-schema.ts';
import { enforceRepositorySettings } from '../../shared/playbooks/enforce-repository-settings.ts';

const SETTINGS = enforceRepositorySettings.settings.parse({});
const TICK: ScheduleSignal = {
  kind: 'schedule.tick',
  id: 'tick-1',
  account: '111122223333',
  region: 'eu-west-1',
  occurredAt: '2026-03-02T05:00:00.000Z',
  schedule: 'enforce-repository-settings',
};
const PUSHED = {
  ...TICK,
  kind: 'ecr.image-pushed',
  action: 'PUSH',
  repository: 'payments/api',
} as const;
const CREATED = {
  ...TICK,
  kind: 'ecr.repository-created',
  call: 'CreateRepository',
  repository: 'payments/api',
} as const;

const withRules = (...rules: object[]) => enforceRepositorySettings.settings.parse({ rules });

describe('enforce-repository-settings, triage', () => {
  it('looks at the whole registry when its schedule comes due', () => {
    const triage = enforceRepositorySettings.triage(TICK, null, SETTINGS, []);

    expect(triage).toMatchObject({ type: 'respond', target: { kind: 'registry' } });
  });

  it('looks at a new repository that a rule may set', () => {
    const settings = withRules({ repositories: 'payments/*', tags: 'immutable' });

    const triage = enforceRepositorySettings.triage(CREATED, null, settings, []);

    expect(triage).toMatchObject({ type: 'respond', target: { kind: 'repository', name: 'payments/api' } });
  });

  it('looks at a repository that was pushed to', () => {
    const settings = withRules({ repositories: 'payments/*', tags: 'immutable' });

    const triage = enforceRepositorySettings.triage(PUSHED, null, settings, []);

    expect(triage).toMatchObject({ type: 'respond', target: { kind: 'repository' }, mark: { data: 'push' } });
  });

  it.each([
    ['the schedule of another playbook', { ...TICK, schedule: 'clean-images' }, SETTINGS],
    [
      'a new repository that no rule is about',
      CREATED,
      withRules({ repositories: 'web', tags: 'immutable' }),
    ],
    ['a new repository of which is only told', CREATED, SETTINGS],
    ['a push to a repository of which is only told', PUSHED, SETTINGS],
    ['everything, where there is no rule', TICK, withRules()],
  ])('ignores %s', (_what, signal, settings) => {
    expect(enforceRepositorySettings.triage(signal, null, settings, []).type).toBe('ignore');
  });
});

describe('enforce-repository-settings, settings', () => {
  const selection = { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14 };
  const expire = (change: object) => ({ selection: { ...selection, ...change }, action: 'expire' });

  it.each([
    ['a pattern that no filter of ECR may have', { repositories: 'Prod/*' }],
    ['two rules for untagged images', { lifecycle: [expire({}), expire({ countNumber: 3 })] }],
    ['a rule for tags without tags', { lifecycle: [expire({ tagStatus: 'tagged' })] }],
    ['a rule for untagged images with tags', { lifecycle: [expire({ tagPatternList: ['v*'] })] }],
    [
      'a time in the archive for what is not there',
      { lifecycle: [expire({ countType: 'sinceImageTransitioned' })] },
    ],
    ['five wildcards', { lifecycle: [expire({ tagStatus: 'tagged', tagPatternList: ['*a*b*c*d*'] })] }],
    ['six tags that may move', { tags: 'immutable', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    ['an account that is none', { accounts: ['everybody'] }],
  ])('refuse %s', (_what, rule) => {
    const parse = () => withRules({ repositories: '*', ...rule });

    expect(parse).toThrow();
  });
});

const REPOSITORY: RepositorySettings = {
  arn: 'arn:aws:ecr:eu-west-1:111122223333:repository/web',
  name: 'web',
  registry: '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
  scanOnPush: false,
  tagMutability: 'MUTABLE',
  encryption: 'AES256',
};

function differ(rule: Omit<SettingsRule, 'repositories'>, change: Partial<RepositorySettings> = {}) {
  const repository = { ...REPOSITORY, ...change };
  const known = { scanning: undefined, lifecycle: undefined, policy: undefined, account: '111122223333' };
  return differencesOf({ ...known, repository, rule: { repositories: '*', ...rule } });
}

describe('enforce-repository-settings, differences', () => {
  it.each<[from: string, mutableTags: string[] | undefined, to: string]>([
    ['MUTABLE', undefined, 'IMMUTABLE'],
    ['MUTABLE_WITH_EXCLUSION v*', undefined, 'IMMUTABLE'],
    ['IMMUTABLE', ['latest', 'dev-*'], 'IMMUTABLE_WITH_EXCLUSION dev-* latest'],
    ['IMMUTABLE_WITH_EXCLUSION latest', [], 'IMMUTABLE'],
  ])('sets tags that are %s, where %j may move', (from, mutableTags, to) => {
    const found = differ({ tags: 'immutable', mutableTags }, { tagMutability: from });

    expect(found).toMatchObject([{ setting: 'tags', change: { repository: 'web', from, to } }]);
  });

  it('is content with the tags that people let move, where the rule names none', () => {
    expect(differ({ tags: 'immutable' }, { tagMutability: 'IMMUTABLE_WITH_EXCLUSION latest' })).toEqual([]);
  });

  it('tells of another encryption, and has no change for it', () => {
    expect(differ({ encryption: 'KMS' })).toEqual([
      { repository: 'web', setting: 'encryption', text: 'encrypted with AES256, not KMS' },
    ]);
  });

  it('says nothing of what a rule does not ask for', () => {
    expect(differ({})).toEqual([]);
  });
});

describe('enforce-repository-settings, scanning', () => {
  const rule = (frequency: string, ...filters: string[]) => ({ frequency, filters });
  const basic = (...rules: ReturnType<typeof rule>[]) => ({ type: 'BASIC', rules }) as const;
  const enhanced = (...rules: ReturnType<typeof rule>[]) => ({ type: 'ENHANCED', rules }) as const;
  const web = { name: 'web/shop', scanOnPush: false };

  it.each([
    ['a filter with a wildcard', web, basic(rule('SCAN_ON_PUSH', 'web/*')), 'on-push', true],
    ['a filter that the name contains', web, basic(rule('SCAN_ON_PUSH', 'shop')), 'on-push', true],
    ['a filter for others', web, basic(rule('SCAN_ON_PUSH', 'api/*')), 'on-push', false],
    ['scans by hand', web, basic(rule('MANUAL', '*')), 'on-push', false],
    ['more than what is wanted', web, enhanced(rule('CONTINUOUS_SCAN', '*')), 'on-push', true],
    ['less than what is wanted', web, enhanced(rule('SCAN_ON_PUSH', '*')), 'continuous', false],
    ['its own setting', { ...web, scanOnPush: true }, basic(), 'on-push', true],
    ['its own setting, which Inspector ignores', { ...web, scanOnPush: true }, enhanced(), 'on-push', false],
  ] as const)('knows by %s whether a repository is scanned', (_what, one, scanning, wanted, scanned) => {
    expect(isScanned(one, scanning, wanted)).toBe(scanned);
  });

  it('adds filters to those that are there', () => {
    const before = basic(rule('MANUAL', 'old'), rule('SCAN_ON_PUSH', 'web/*'));

    expect(widened(before, ['api/*', 'web/*'])).toEqual(
      basic(rule('MANUAL', 'old'), rule('SCAN_ON_PUSH', 'web/*', 'api/*')),
    );
  });

  it.each([
    ['is enhanced', enhanced(), ['*']],
    [
      'would have more than a hundred filters',
      basic(),
      Array.from({ length: 101 }, (_, index) => `r${index}`),
    ],
  ])('leaves it to people where the registry %s', (_what, scanning, filters) => {
    expect(widened(scanning, filters)).toBeUndefined();
  });
});

describe('enforce-repository-settings, exposure', () => {
  const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  const known = ['111122223333', 'o-abcdefghij'];
  const allow = (more: object) => ({ Effect: 'Allow', Action: 'ecr:BatchGetImage', ...more });

  it.each([
    ['everybody', allow({ Principal: '*' }), 'a statement lets everybody do ecr:BatchGetImage'],
    [
      'everybody, as a list',
      allow({ Principal: { AWS: ['*'] } }),
      'a statement lets everybody do ecr:BatchGetImage',
    ],
    [
      'another account',
      allow({ Sid: 'Pull', Principal: { AWS: '444455556666' } }),
      'statement Pull lets 444455556666 do ecr:BatchGetImage',
    ],
    [
      'everybody but some',
      allow({ NotPrincipal: { AWS: '444455556666' } }),
      'a statement lets everybody but some do ecr:BatchGetImage',
    ],
    [
      'another organization',
      allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } } }),
      'a statement lets everybody under a condition do ecr:BatchGetImage',
    ],
  ])('tells of a statement that lets in %s', (_who, statement, words) => {
    expect(strangersIn(policy(statement), known)).toEqual([words]);
  });

  it.each([
    ['its own account', allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    ['a service of AWS', allow({ Principal: { Service: 'lambda.amazonaws.com' } })],
    [
      'its organization',
      allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
    ],
    ['nobody', { Effect: 'Deny', Principal: '*', Action: 'ecr:*' }],
  ])('has nothing against a statement that lets in %s', (_who, statement) => {
    expect(strangersIn(policy(statement), known)).toEqual([]);
  });

  it.each(['{', '{"Statement":["x"]}', 'null'])('tells of a policy that it cannot understand: %s', (text) => {
    expect(strangersIn(text, known)).toEqual(['its policy cannot be understood']);
  });
});

const NOW = Date.parse('2026-03-02T05:00:00Z');
const NOTHING: SettingsFacts = {
  account: '111122223333',
  region: 'eu-west-1',
  registryArn: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
  repositories: 60,
  differ: 0,
  told: [],
  tags: [],
  previews: [],
  policies: [],
  expires: 0,
  archives: 0,
  asks: false,
  later: 0,
};

function decide(change: Partial<SettingsFacts>) {
  return decideSettings({ ...NOTHING, ...change }, SETTINGS, NOW);
}

describe('enforce-repository-settings, decision', () => {
  it('is silent when nothing differs', () => {
    expect(decide({})).toMatchObject({ type: 'nothing', silent: true });
  });

  it('tells what only people can do, and how', () => {
    const decision = decide({
      differ: 2,
      told: [{ setting: 'encryption', count: 2, example: 'web' }],
    });

    expect(decision).toMatchObject({
      type: 'nothing',
      reason: 'told only: 2 encrypted otherwise',
      nextStep: expect.stringContaining('make a new repository'),
    });
  });

  it('leaves what a push finds to the digest of the registry, under one mark a day', () => {
    const told = [{ setting: 'tags', count: 1, example: 'web' }] as const;
    const decision = decide({ pushed: 'web', differ: 1, told });

    const target = { kind: 'registry', account: '111122223333', region: 'eu-west-1' };
    expect(decision).toMatchObject({
      type: 'nothing',
      silent: true,
      passOn: [{ type: 'respond', target, mark: { id: 'push 2026-03-02' } }],
    });
  });

  it('carries the old value of everything that it sets, and none of what it only previews', () => {
    const change = { repository: 'web', from: 'a', to: 'b' };
    const decision = decide({
      differ: 1,
      scanning: { change: { from: 'x', to: 'y' }, adds: ['*'] },
      tags: [change],
      previews: [change],
      policies: [change],
    });

    const actions = decision.type === 'act' ? decision.actions : [];
    expect(actions.map((action) => [action.kind, 'inverse' in action && action.inverse])).toEqual([
      ['ecr.preview-lifecycle-policy', false],
      ['ecr.set-registry-scanning', { changes: [{ from: 'y', to: 'x' }] }],
      ['ecr.set-tag-mutability', { changes: [{ repository: 'web', from: 'b', to: 'a' }] }],
      ['ecr.put-lifecycle-policy', { changes: [{ repository: 'web', from: 'b', to: 'a' }] }],
    ]);
  });
});
