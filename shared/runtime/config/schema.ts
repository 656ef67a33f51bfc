import * as z from 'zod/mini';
import type { Config } from '../../domain/config.ts';
import type { Json } from '../../domain/json.ts';
import { MODES } from '../../domain/mode.ts';
import type { Playbook } from '../../domain/playbook.ts';
import { channel, DAY_MINUTES, namePattern, slackUser, whole, words } from './formats.ts';
import { freezeSchema } from './freeze-schema.ts';
import { type EntryFlaw, routeFlaws, shadowedClusters } from './list-rules.ts';

/** What the configuration must know of a playbook. */
export type Configurable = Pick<Playbook, 'id' | 'summary' | 'settings'>;
/** `watchkeeper.yml` as it is written, and as it is used. */
export type ConfigSchema = z.ZodMiniType<Config>;

const mode = z.enum(MODES);
const says = (text: string) => z.describe(text);

/** The schema of `watchkeeper.yml`: every key has a default, and an unknown key is an error. */
export function configSchema(playbooks: readonly Configurable[]): ConfigSchema {
  return z
    .strictObject({
      mode: z
        ._default(mode, 'observe')
        .check(says('For whatever no playbook, cluster or tag says otherwise.')),
      playbooks: playbookSection(playbooks),
      clusters: z._default(clusters, []).check(says('Modes by cluster; the first match counts.')),
      routes: z
        .prefault(routesFor(playbooks), [{ channel: '#ops' }])
        .check(says('Who is told of what; the first match counts, and the last must take everything.')),
      approvers: z
        ._default(z.array(slackUser), [])
        .check(says('Slack user ids that may answer. Empty means that nobody can approve.')),
      approval: z.prefault(approval, {}).check(says('How long a question waits for an answer.')),
      protect: z._default(z.array(protect), []).check(says('What is never changed.')),
      freezes: z._default(z.array(freezeSchema), []).check(says('Windows in which nothing is changed.')),
      budgets: z.prefault(budgets, {}).check(says('How much may be done at most.')),
      cooldownMinutes: z
        ._default(whole(0, 7 * DAY_MINUTES), 30)
        .check(says('After an incident was acted on, leave its target alone for so long.')),
      fleet: z.prefault(fleet, {}).check(says('When so much fails at once, keep hands off.')),
    })
    .check(z.refine(hasWhomToAsk, { path: ['approvers'], error: NOBODY_TO_ASK }));
}

const clusters = z
  .array(
    z.strictObject({
      cluster: namePattern.check(says("The cluster's name, with * for any run of characters.")),
      mode: mode.check(says('How far Watchkeeper may go in it.')),
    }),
  )
  .check(everyEntry(shadowedClusters));

const why = words(200).check(says('Why: people are told when it keeps Watchkeeper off.'));
const protect = z.union([
  z.strictObject({
    cluster: namePattern.check(says("The cluster's name, with * for any run of characters.")),
    name: namePattern.check(says("The service's name or the task family, with * for any run of characters.")),
    reason: why,
  }),
  z.strictObject({
    repository: namePattern.check(says("The ECR repository's name, with * for any run of characters.")),
    reason: why,
  }),
  z.strictObject({
    autoScalingGroup: namePattern.check(says("The group's name, with * for any run of characters.")),
    reason: why,
  }),
  z.strictObject({
    capacityProvider: namePattern.check(says("The provider's name, with * for any run of characters.")),
    reason: why,
  }),
]);

const approval = z.strictObject({
  expiresMinutes: z._default(whole(1, DAY_MINUTES), 15).check(says('After so long the answer is no.')),
  snoozeMinutes: z._default(whole(1, DAY_MINUTES), 30).check(says('What the snooze button waits for.')),
});

const budgets = z.strictObject({
  perTargetPerDay: z._default(whole(0, 100), 10).check(says('Actions on one target in 24 hours.')),
  perAccountPerHour: z
    ._default(whole(0, 1000), 20)
    .check(says('Actions in one account and region in one clock hour.')),
});

const fleet = z.strictObject({
  maxFailingPercent: z
    ._default(z.number().check(z.positive(), z.maximum(100)), 40)
    .check(says("Hands off when more than this share of a cluster's services fails at once.")),
  minFailingServices: z
    ._default(whole(1, 10_000), 3)
    .check(says('Fewer failing services are tolerated whatever the share.')),
  windowMinutes: z
    ._default(whole(1, DAY_MINUTES), 15)
    .check(says('How long a failing service counts as failing.')),
});

function routesFor(playbooks: readonly Configurable[]) {
  const route = z.strictObject({
    cluster: z.optional(namePattern).check(says('Only incidents in this cluster; * for any characters.')),
    repository: z
      .optional(namePattern)
      .check(says('Only incidents about this ECR repository; * for any characters.')),
    playbook: z
      .optional(z.enum(playbooks.map(({ id }) => id)))
      .check(says('Only incidents of this playbook.')),
    severity: z
      .optional(z.enum(['info', 'warning', 'critical']))
      .check(says('Only incidents of this severity.')),
    channel: channel.check(says('"#name", in quotes, or a channel id.')),
  });
  return z.array(route).check(z.minLength(1), everyEntry(routeFlaws));
}

function playbookSection(playbooks: readonly Configurable[]) {
  const sections = playbooks.map((playbook) => [playbook.id, sectionOf(playbook)] as const);
  return z
    .prefault(z.strictObject(Object.fromEntries(sections)), {})
    .check(says('Mode and settings of each playbook.'));
}

function sectionOf(playbook: Configurable) {
  const section = z.strictObject({
    mode: z.optional(mode).check(says('Instead of the default mode.')),
    settings: z.prefault(settingsOf(playbook), {}).check(says('How it decides.')),
  });
  return z.prefault(section, {}).check(says(playbook.summary));
}

/** @throws TypeError when a playbook's settings are no zod schema: a fault of the playbook, not of the file. */
function settingsOf({ id, settings }: Configurable): z.ZodMiniType<Json> {
  if (settings instanceof z.ZodMiniType) return settings as z.ZodMiniType<Json>;
  throw new TypeError(`The settings of the playbook ${id} must be a zod/mini object schema.`);
}

const NOBODY_TO_ASK = 'empty, but a mode in this file is "ask": name the Slack users who may answer';

function hasWhomToAsk(config: Config): boolean {
  const entries = [config, ...config.clusters, ...Object.values(config.playbooks)];
  return config.approvers.length > 0 || entries.every((entry) => entry.mode !== 'ask');
}

function everyEntry<Entry>(flawsOf: (entries: readonly Entry[]) => readonly EntryFlaw[]) {
  return z.superRefine<readonly Entry[]>((entries, context) => {
    for (const { index, message } of flawsOf(entries)) {
      context.addIssue({ code: 'custom', input: entries[index], path: [index], message });
    }
  });
}
