import { describe, expect, it } from 'vitest';
import type { SetTagMutability, SettingChange } from '../../shared/domain/settings-action.ts';
import type { RegistryTarget } from '../../shared/domain/target.ts';
import { settingsFlaw } from '../../shared/guardrails/bounded-settings.ts';
import { REGISTRY } from './sample.ts';

const WEB: RegistryTarget = { ...REGISTRY, kind: 'repository', name: 'web', repository: 'web' };
const CHANGE: SettingChange = { repository: 'web', from: 'MUTABLE', to: 'IMMUTABLE' };

const tags = (changes: readonly SettingChange[], more: Partial<SetTagMutability> = {}): SetTagMutability => ({
  kind: 'ecr.set-tag-mutability',
  target: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
  risk: 'medium',
  registryId: '111122223333',
  changes,
  inverse: { changes: [] },
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, n) => ({ ...CHANGE, repository: `r${n}` }));

describe('shared/guardrails/bounded-settings', () => {
  it.each([
    ['one repository of the registry', tags([CHANGE]), REGISTRY],
    ['the very repository', tags([CHANGE]), WEB],
    ['a hundred repositories', tags(many(100)), REGISTRY],
  ])('has nothing against %s', (_what, action, target) => {
    expect(settingsFlaw(action, target)).toBeUndefined();
  });

  it.each([
    ['no repository', tags([]), REGISTRY, 'names no target'],
    ['no target', tags([CHANGE], { target: '' }), REGISTRY, 'names no target'],
    ['another registry', tags([CHANGE], { registryId: '999988887777' }), REGISTRY, 'is for the registry of'],
    ['more than a hundred', tags(many(101)), REGISTRY, 'is for 101 repositories, more than 100'],
    ['one twice', tags([CHANGE, CHANGE]), REGISTRY, 'names a repository twice'],
    [
      'another repository',
      tags([{ ...CHANGE, repository: 'api' }]),
      WEB,
      'is for "api", the incident for "web"',
    ],
    ['the whole registry', tags([{ from: 'MUTABLE', to: 'IMMUTABLE' }]), REGISTRY, 'names no repository'],
    ['an empty name', tags([{ ...CHANGE, repository: '' }]), REGISTRY, 'names no repository'],
    ['what takes a setting away', tags([{ ...CHANGE, to: '' }]), REGISTRY, 'would leave "web" with nothing'],
    ['what changes nothing', tags([{ ...CHANGE, from: 'IMMUTABLE' }]), REGISTRY, 'changes nothing in "web"'],
  ])('is against %s', (_what, action, target, flaw) => {
    expect(settingsFlaw(action, target)).toContain(flaw);
  });

  it('is against changing what a registry scans for one repository', () => {
    const scanning = {
      ...tags([{ from: 'a', to: 'b' }]),
      kind: 'ecr.set-registry-scanning',
      adds: ['*'],
    } as const;

    expect(settingsFlaw(scanning, REGISTRY)).toBeUndefined();
    expect(settingsFlaw(scanning, WEB)).toContain('is for "the registry", the incident for "web"');
  });
});
