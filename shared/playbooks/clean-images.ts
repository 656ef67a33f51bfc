import * as z from 'zod/mini';
import type { Outcome, Triage } from '../domain/decision.ts';
import type { ImageSignal } from '../domain/image-signal.ts';
import type { RegistryTarget } from '../domain/incident.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { ScheduleSignal, Signal } from '../domain/signal.ts';
import type { SweepFacts } from './ecr/sweep-facts.ts';
import { IMAGE_USE_PERMISSIONS, useScope } from './ecr/use-scope.ts';

const days = z.int().check(z.minimum(1), z.maximum(3650));
const pattern = z.string().check(z.minLength(1), z.maxLength(256));

const rule = z.strictObject({
  repositories: pattern,
  keepNewest: z.optional(
    z.array(z.strictObject({ tags: pattern, count: z.int().check(z.minimum(1), z.maximum(10_000)) })),
  ),
  keepYoungerDays: z.optional(days),
  keepPulledDays: z.optional(days),
  keepTags: z.optional(z.array(pattern)),
  untaggedGraceDays: z.optional(days),
});

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
  rules: z._default(z.array(rule).check(z.maxLength(200)), [EVERY_REPOSITORY]),
  /** At most so many of a repository's images in one run, in percent. */
  maxPercent: z._default(z.number().check(z.minimum(1), z.maximum(100)), 20),
  /** At most so many images in one run. */
  maxImages: z._default(z.int().check(z.minimum(1), z.maximum(500)), 500),
  /** Delete what lies in the archive for so long and is still not needed; 0 = never. */
  deleteAfterDays: z._default(z.int().check(z.minimum(0), z.maximum(3650)), 90),
  /** Look at a repository after a push, too, when it holds more images than this; 0 = on schedule only. */
  sweepOver: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 0),
  ...useScope,
  /** Say again what would be done, and was not, after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 7),
});
export type CleanSettings = z.infer<typeof settings>;

const DAY = 24 * 3600;

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
  quietSeconds,
};

function triage(signal: Signal, _cause: unknown, { rules, sweepOver }: CleanSettings): Triage {
  if (rules.length === 0)
    return ignore('no rule says what may go: see clean-images.rules in watchkeeper.yml');
  if (signal.kind === 'schedule.tick') return onSchedule(signal);
  if (signal.kind !== 'ecr.image-pushed') return ignore('only schedules and pushes matter here');
  if (sweepOver === 0) return ignore('a push is no reason to clean: sweepOver is 0');
  return heed(signal, 'repository', signal.repository, `an image was pushed to ${signal.repository}`);
}

function onSchedule(signal: ScheduleSignal): Triage {
  if (signal.schedule !== cleanImages.id) return ignore(`the schedule ${signal.schedule} is for others`);
  return heed(signal, 'registry', 'registry', 'it is time to look for images that nothing uses');
}

function heed(
  signal: ImageSignal | ScheduleSignal,
  kind: 'registry' | 'repository',
  name: string,
  reason: string,
): Triage {
  const { account, region, id, occurredAt } = signal;
  const partition = partitionOf(region);
  const place = { account, region, partition, name };
  const target: RegistryTarget =
    kind === 'registry' ? { kind, ...place } : { kind, ...place, repository: name };
  return { type: 'respond', target, mark: { at: occurredAt, id, group: 'sweep' }, severity: 'info', reason };
}

/** These events carry no ARN of the registry. https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** What was only said, or refused by a person, is not said every day; what was done is news each time. */
function quietSeconds(outcome: Outcome, { remindDays }: CleanSettings): number | undefined {
  if (outcome.type === 'observed') return remindDays * DAY;
  return outcome.type === 'failed' && outcome.code === 'approval-denied' ? remindDays * DAY : undefined;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
