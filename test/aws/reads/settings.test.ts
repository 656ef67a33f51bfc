import {
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  PutRegistryScanningConfigurationCommand,
  SetRepositoryPolicyCommand,
  StartLifecyclePolicyPreviewCommand,
} from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { createSettingsReads, SETTINGS_PERMISSIONS } from '../../../shared/aws/settings-reads.ts';
import type { SettingsReads } from '../../../shared/domain/repository-settings.ts';
import { serviceError } from '../simulated-aws.ts';
import { createUseStage } from '../uses/stage.ts';

const WEB = { repositoryName: 'web' };
const UNTAGGED = {
  rulePriority: 7,
  selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
  action: { type: 'expire' },
};
const OLD = Date.parse('2020-01-01T00:00:00Z');

async function stage() {
  const here = createUseStage();
  here.fleet.createRepository({ name: 'web' });
  return { ...here, ecr: await here.clients.ecr(), reads: createSettingsReads(here.clients) };
}

const USES: { readonly [Name in keyof SettingsReads]: (reads: SettingsReads) => Promise<unknown> } = {
  repositorySettings: (reads) => reads.repositorySettings(),
  registryScanning: (reads) => reads.registryScanning(),
  pullThroughRules: (reads) => reads.pullThroughRules(),
  registryPolicy: (reads) => reads.registryPolicy(),
  lifecyclePolicy: (reads) => reads.lifecyclePolicy('web'),
  lifecyclePreview: (reads) => reads.lifecyclePreview('web'),
  repositoryPolicy: (reads) => reads.repositoryPolicy('web'),
};
const EACH = Object.entries(USES) as [keyof SettingsReads, (reads: SettingsReads) => Promise<unknown>][];

describe('shared/aws/settings-reads', () => {
  it.each(EACH)('%s declares exactly the IAM actions that it uses', async (name, use) => {
    const { reads, fleet } = await stage();

    await use(reads);

    const sent = fleet.calls.map(({ command }) => `ecr:${command}`);
    expect([...new Set(sent)]).toEqual(SETTINGS_PERMISSIONS[name]);
  });

  it.each(EACH)('%s says what is missing when it may not read', async (name, use) => {
    const { reads, disturb } = await stage();
    disturb(async () => {
      throw serviceError('AccessDeniedException', 'no');
    });

    await expect(use(reads)).rejects.toMatchObject({
      name: 'ReadError',
      message: expect.stringContaining(`add "${SETTINGS_PERMISSIONS[name][0]}"`),
    });
  });

  it('reads every page of the repositories, with the tags that may move', async () => {
    const { ecr, reads, fleet, disturb } = await stage();
    fleet.createRepository({ name: 'api', encryption: { encryptionType: 'KMS' }, scanOnPush: true });
    const filter = (text: string) => ({ filterType: 'WILDCARD' as const, filter: text });
    await ecr.send(
      new PutImageTagMutabilityCommand({
        ...WEB,
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: [filter('latest'), filter('dev-*')],
      }),
    );
    disturb(({ input, pass }) => pass({ ...input, maxResults: 1 }));

    const settings = await reads.repositorySettings();

    expect(settings).toMatchObject([
      { name: 'web', tagMutability: 'IMMUTABLE_WITH_EXCLUSION dev-* latest', encryption: 'AES256' },
      { name: 'api', tagMutability: 'MUTABLE', encryption: 'KMS', scanOnPush: true },
    ]);
  });

  it('reads what the registry scans', async () => {
    const { ecr, reads } = await stage();
    const repositoryFilters = [{ filter: 'web*', filterType: 'WILDCARD' as const }];
    const rules = [{ scanFrequency: 'CONTINUOUS_SCAN' as const, repositoryFilters }];
    await ecr.send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED', rules }));

    expect(await reads.registryScanning()).toEqual({
      type: 'ENHANCED',
      rules: [{ frequency: 'CONTINUOUS_SCAN', filters: ['web*'] }],
    });
  });

  it('reads what is not there as empty', async () => {
    const { reads } = await stage();

    const found = [
      await reads.lifecyclePolicy('web'),
      await reads.lifecyclePolicy('gone'),
      await reads.repositoryPolicy('web'),
      await reads.repositoryPolicy('gone'),
      await reads.lifecyclePreview('web'),
      await reads.lifecyclePreview('gone'),
    ];

    expect(found).toEqual(['', '', '', '', undefined, undefined]);
  });

  it('reads policies: of a lifecycle in one form, of access as it was put', async () => {
    const { ecr, reads } = await stage();
    const lifecyclePolicyText = JSON.stringify({ rules: [UNTAGGED] }, null, 2);
    const policyText = '{ "Statement": [] }';
    await ecr.send(new PutLifecyclePolicyCommand({ ...WEB, lifecyclePolicyText }));
    await ecr.send(new SetRepositoryPolicyCommand({ ...WEB, policyText }));

    expect(JSON.parse(await reads.lifecyclePolicy('web'))).toEqual({ rules: [UNTAGGED] });
    expect(await reads.lifecyclePolicy('web')).not.toContain(' ');
    expect(await reads.repositoryPolicy('web')).toBe(policyText);
  });

  it('reads every page of a preview, once it is through', async () => {
    const { ecr, reads, fleet, timeline, disturb } = await stage();
    const digests = [1, 2, 3].map((bytes) => fleet.pushImage('web', { bytes, pushedAt: OLD }));
    const lifecyclePolicyText = JSON.stringify({ rules: [UNTAGGED] });
    await ecr.send(new StartLifecyclePolicyPreviewCommand({ ...WEB, lifecyclePolicyText }));
    disturb(({ input, pass }) => pass({ ...input, maxResults: 1 }));

    const before = await reads.lifecyclePreview('web');
    await timeline.run(timeline.now() + 60_000);
    const after = await reads.lifecyclePreview('web');

    expect(before).toMatchObject({ status: 'IN_PROGRESS', effects: [] });
    expect(after?.status).toBe('COMPLETE');
    expect(after?.effects.map(({ digest }) => digest).sort()).toEqual(digests.sort());
    expect(JSON.parse(after?.policy ?? '')).toEqual({ rules: [UNTAGGED] });
  });
});
