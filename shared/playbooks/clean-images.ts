import * as z from 'zod/mini';
import type { Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { ScheduleSignal, Signal } from '../domain/signal.ts';
import type { RegistryTarget } from '../domain/target.ts';
import { cleanLimits, privateRule, quietAfterSweep } from './ecr/clean-settings.ts';
import { familyTarget, registryTarget } from './ecr/scan-targets.ts';
import type { SweepFacts } from './ecr/sweep-facts.ts';
import { IMAGE_USE_PERMISSIONS, useScope } from './ecr/use-scope.ts';

/** Careful enough to show anybody what could go. */
const EVERY_REPOSITORY = {
  repositories: '*',
  keepNewest: [{ tags: '*', count: 10 }],
  keepYoungerDays: 30,
  keepPulledDays: 30,
  untaggedGraceDays: 14,
};

const settings = z.strictObject({
  /** The first rule that matches a repository's name counts; one without a rule is left alone. */
  rules: z._default(z.array(privateRule).check(z.maxLength(200)), [EVERY_REPOSITORY]),
  ...cleanLimits,
  /** false: there is no archive. Then images are deleted after the second period alone, and people are always asked. */
  archive: z._default(z.boolean(), true),
  /** Delete what lies in the archive for so long, or was found unused for so long, and is not needed; 0 = never. */
  deleteAfterDays: z._default(z.int().check(z.minimum(0), z.maximum(3650)), 90),
  /** Look at a repository after a push, too, when it holds more images than this; 0 = on schedule only. */
  sweepOver: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 0),
  ...useScope,
});
export type CleanSettings = z.infer<typeof settings>;

export const cleanImages: Playbook<CleanSettings, SweepFacts> = {
  id: 'clean-images',
  domain: 'ecr',
  summary: 'Archive images that nothing uses and no rule keeps, and delete them after a second period',
  hears: ['schedule.tick', 'ecr.image-pushed'],
  settings,
  permissions: [
    'ecr:DescribeRepositories',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:ListTagsForResource',
    ...IMAGE_USE_PERMISSIONS,
  ],
  actions: ['ecr.archive-images', 'ecr.delete-images', 'ecr.restore-images'],
  triage,
  response: async () => (await import('./ecr/sweep-response.ts')).sweepResponse,
  quietSeconds: (outcome, { remindDays }) => quietAfterSweep(outcome, remindDays),
};

function triage(signal: Signal, _cause: unknown, { rules, sweepOver }: CleanSettings): Triage {
  if (rules.length === 0)
    return ignore('no rule says what may go: see clean-images.rules in watchkeeper.yml');
  if (signal.kind === 'schedule.tick') return onSchedule(signal);
  if (signal.kind !== 'ecr.image-pushed') return ignore('only schedules and pushes matter here');
  if (sweepOver === 0) return ignore('a push is no reason to clean: sweepOver is 0');
  const { repository } = signal;
  return heed(signal, familyTarget(signal, repository), `an image was pushed to ${repository}`);
}

function onSchedule(signal: ScheduleSignal): Triage {
  if (signal.schedule !== cleanImages.id) return ignore(`the schedule ${signal.schedule} is for others`);
  return heed(signal, registryTarget(signal), 'it is time to look for images that nothing uses');
}

function heed({ id, occurredAt }: Signal, target: RegistryTarget, reason: string): Triage {
  const mark = { at: occurredAt, id, group: 'sweep' };
  return { type: 'respond', target, mark, severity: 'info', reason };
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
