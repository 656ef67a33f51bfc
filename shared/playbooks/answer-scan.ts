import * as z from 'zod/mini';
import type { Route } from '../domain/config.ts';
import type { Outcome, Triage } from '../domain/decision.ts';
import type { FindingSignal, ImageScanSignal } from '../domain/image-signal.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { ScheduleSignal, Signal } from '../domain/signal.ts';
import type { Target } from '../domain/target.ts';
import { SEVERITIES } from '../domain/vulnerability.ts';
import { acceptedRisk } from './ecr/accepted.ts';
import { familyOf, severityOf } from './ecr/image-family.ts';
import type { ScanFacts } from './ecr/scan-facts.ts';
import { ALL, markId, registryTarget, SUMMARY, vulnerabilityTarget } from './ecr/scan-targets.ts';
import { useScope } from './ecr/use-scope.ts';
import { isWanted } from './ecr/wanted.ts';

const text = z.string().check(z.minLength(1), z.maxLength(500));
const pattern = z.string().check(z.minLength(1), z.maxLength(256));

const accepted = z.strictObject({
  /** A CVE number, as the finding has it. */
  id: z.string().check(z.regex(/^[\w.:-]{1,128}$/)),
  /** Repositories, with `*` for any run of characters; all of them without it. */
  repository: z.optional(pattern),
  reason: text,
  owner: text,
  /** The last day on which it is accepted, in UTC. */
  until: z.iso.date(),
});

const settings = z.strictObject({
  /** Only these are answered. */
  severities: z._default(z.array(z.enum(SEVERITIES)).check(z.minLength(1)), ['CRITICAL', 'HIGH']),
  /** Also what has no fix yet. */
  unfixable: z._default(z.boolean(), false),
  /** Known, and left alone until a day; then answered as if it were new. */
  accepted: z._default(z.array(accepted).check(z.maxLength(1000)), []),
  /** What to do besides telling, once for each incident. */
  actions: z._default(z.array(z.enum(['rebuild', 'quarantine', 'roll-back'])), []),
  /** The bus of this account that is asked for rebuilds and rollbacks. */
  eventBus: z._default(z.string().check(z.regex(/^[\w./-]{1,256}$/)), 'default'),
  /** The message follows the services so long while they move to a clean image. */
  followDays: z._default(z.int().check(z.minimum(1), z.maximum(7)), 7),
  /** Tell again of what nobody fixed after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(365)), 30),
  ...useScope,
});
export type ScanSettings = z.infer<typeof settings>;

const DAY = 24 * 3600;
/** What comes while the day's summary is written belongs into the next one. */
const BETWEEN_SUMMARIES = 3600;

export const answerScan: Playbook<ScanSettings, ScanFacts> = {
  id: 'answer-scan',
  domain: 'ecr',
  summary: 'Tell who runs an image with a vulnerability that can be fixed, until none does',
  hears: ['ecr.image-scanned', 'inspector.scan', 'inspector.finding', 'schedule.tick'],
  settings,
  permissions: [
    'ecr:DescribeRepositories',
    'ecr:DescribeImages',
    'ecr:DescribeImageScanFindings',
    'ecr:BatchGetImage',
    'ecr:ListTagsForResource',
    'ecs:DescribeServices',
  ],
  actions: ['events.put-event', 'events.request-rollback', 'ecr.tag-image'],
  triage,
  response: async () => (await import('./ecr/scan-response.ts')).scanResponse,
  quietSeconds,
};

function triage(signal: Signal, _cause: unknown, config: ScanSettings, routes: readonly Route[]): Triage {
  switch (signal.kind) {
    case 'inspector.finding':
      return onFinding(signal, config, routes);
    case 'ecr.image-scanned':
      return onScan(signal, config, routes);
    case 'inspector.scan':
      return ignore('Inspector tells of each finding by itself');
    case 'schedule.tick':
      return onSchedule(signal);
    default:
      return ignore('only scans matter here');
  }
}

/** One incident per vulnerability and image family: a mark per image, however often it is told. */
function onFinding(signal: FindingSignal, config: ScanSettings, routes: readonly Route[]): Triage {
  const { vulnerability, image, status, occurredAt: at } = signal;
  if (!image || !vulnerability) return ignore('it is no vulnerability of an image in ECR');
  const { registry = signal.account } = image;
  if (registry !== signal.account) return ignore(`the image lies in the registry of account ${registry}`);
  if (status !== 'ACTIVE') return ignore(`the finding is ${status}`);
  const unwanted = isWanted(vulnerability, config);
  if (unwanted !== true) return ignore(unwanted);
  const risk = acceptedRisk(config.accepted, vulnerability.id, image.repository, Date.parse(at));
  if (risk) return ignore(`accepted by ${risk.owner} until ${risk.until}: ${risk.reason}`);
  const { id } = vulnerability;
  const severity = severityOf([vulnerability.severity]);
  return {
    type: 'respond',
    target: vulnerabilityTarget(signal, familyOf(image.repository, severity, routes), id),
    mark: { at, id: markId(image.repository, image.digest), group: id },
    severity,
    reason: `${id} was found in ${image.repository}`,
  };
}

/**
 * Basic scanning tells only how many there are, so one incident stands for all of an image family, and lists them:
 * a first scan may find dozens, and a message for each would be read by nobody.
 */
function onScan(signal: ImageScanSignal, { severities }: ScanSettings, routes: readonly Route[]): Triage {
  const { repository, digest, status, counts, occurredAt: at } = signal;
  if (status !== 'COMPLETE') return ignore(`the scan is ${status}`);
  const found = severities.filter((severity) => counts[severity] > 0);
  if (found.length === 0) return ignore(`it found nothing that is ${severities.join(' or ')}`);
  const words = found.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  const severity = severityOf(found);
  return {
    type: 'respond',
    target: vulnerabilityTarget(signal, familyOf(repository, severity, routes), ALL),
    mark: { at, id: markId(repository, digest), group: digest },
    severity,
    reason: `a scan of ${repository} found ${words}`,
  };
}

function onSchedule(signal: ScheduleSignal): Triage {
  if (signal.schedule !== answerScan.id) return ignore(`the schedule ${signal.schedule} is for others`);
  const mark = { at: signal.occurredAt, id: signal.id, group: SUMMARY };
  const reason = 'it is time for the summary of the day';
  return { type: 'respond', target: registryTarget(signal), mark, severity: 'info', reason };
}

/** What people were told of and did not fix is no news for a while; what was fixed is news when it is back. */
function quietSeconds(outcome: Outcome, { remindDays }: ScanSettings, target: Target): number | undefined {
  if (target.kind === 'registry') return BETWEEN_SUMMARIES;
  const over = outcome.type === 'held' || (outcome.type === 'nothing' && outcome.released === true);
  return over ? undefined : remindDays * DAY;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
