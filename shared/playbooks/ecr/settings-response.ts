import { isSettingsAction } from '../../domain/action.ts';
import type { Attempt } from '../../domain/decision.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { type RegistryScanning, scanningText } from '../../domain/repository-settings.ts';
import { widened } from './registry-scanning.ts';
import { verifySettings } from './settings-check.ts';
import { decideSettings } from './settings-decision.ts';
import { settingsEvidence } from './settings-evidence.ts';
import { type Difference, type Fate, type SettingsFacts, tallied } from './settings-facts.ts';
import { PUSHED, SETTINGS_GROUP } from './settings-marks.ts';
import { readSettings } from './settings-reading.ts';
import type { EnforceSettings } from './settings-schema.ts';
import { type Found, fatesOf } from './settings-selection.ts';

export const settingsResponse: PlaybookResponse<EnforceSettings, SettingsFacts> = {
  gather,
  decide: decideSettings,
  verify: verifySettings,
};

async function gather(
  { incident, record, attempts }: Situation,
  reads: Reads,
  settings: EnforceSettings,
): Promise<Gathered<SettingsFacts>> {
  const { target } = incident;
  const pushed = target.kind === 'repository' && record.marks.every(({ data }) => data === PUSHED);
  const known = await readSettings(target, pushed, reads, settings);
  const { ruled, scanning, found, open } = known;
  const about = { account: target.account, found, scanning, done: doneBy(attempts), reads, settings };
  const chosen = pushed ? found.map(toldOnly) : await fatesOf(about);
  const fates = [...open.map(toldOnly), ...chosen];
  const facts: SettingsFacts = {
    account: target.account,
    region: target.region,
    ...(pushed && { pushed: target.name }),
    registryArn: `arn:${target.partition}:ecr:${target.region}:${target.account}:repository/*`,
    repositories: ruled.length,
    ...factsFrom(fates),
    ...scanFacts(found, chosen, scanning),
  };
  const [only] = ruled;
  const tags = target.kind === 'repository' && only && !pushed ? await reads.repositoryTags(only.of.arn) : {};
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence: settingsEvidence(facts, fates), tags, group: SETTINGS_GROUP, seen };
}

/** Nothing is done about it: a look after a push leaves that to the digest, a registry's policy is for people. */
function toldOnly({ repository, setting, text }: Difference): Fate {
  return { repository, setting, text, does: 'tell' };
}

/** What this incident has written already, each as `<kind> <repository>`. */
function doneBy(attempts: readonly Attempt[]): ReadonlySet<string> {
  const actions = attempts.map(({ action }) => action).filter(isSettingsAction);
  return new Set(
    actions.flatMap(({ kind, changes }) => changes.map(({ repository = '' }) => `${kind} ${repository}`)),
  );
}

function factsFrom(
  fates: readonly Fate[],
): Omit<SettingsFacts, 'account' | 'region' | 'registryArn' | 'repositories'> {
  const doing = (what: Fate['does']) => fates.filter(({ does }) => does === what);
  const changes = (what: Fate['does']) => doing(what).flatMap(({ change }) => change ?? []);
  return {
    differ: new Set(fates.flatMap(({ setting, repository }) => (setting === 'registry' ? [] : repository)))
      .size,
    told: tallied(doing('tell')),
    tags: changes('set-tags'),
    previews: changes('preview'),
    policies: changes('put'),
    expires: doing('put').reduce((sum, { expires = 0 }) => sum + expires, 0),
    archives: doing('put').reduce((sum, { archives = 0 }) => sum + archives, 0),
    asks: fates.some(({ does, asks }) => asks && does !== 'tell' && does !== 'later'),
    later: doing('later').length,
  };
}

/** One change for all that are to be scanned, by the patterns of their rules. */
function scanFacts(
  found: readonly Found[],
  fates: readonly Fate[],
  scanning: RegistryScanning | undefined,
): Pick<SettingsFacts, 'scanning'> {
  const filters = found.flatMap(({ rule }, index) =>
    fates[index]?.does === 'scan' ? [rule.repositories] : [],
  );
  const wanted = scanning && filters.length > 0 ? widened(scanning, filters) : undefined;
  if (scanning === undefined || wanted === undefined) return {};
  const change = { from: scanningText(scanning), to: scanningText(wanted) };
  return { scanning: { change, adds: [...new Set(filters)] } };
}
