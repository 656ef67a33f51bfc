import { isSettingsAction } from '../../domain/action.ts';
import type { Attempt } from '../../domain/decision.ts';
import { matchesName } from '../../domain/pattern.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { type RegistryScanning, scanningText } from '../../domain/repository-settings.ts';
import { widened } from './registry-scanning.ts';
import { verifySettings } from './settings-check.ts';
import { decideSettings } from './settings-decision.ts';
import { differencesOf } from './settings-differences.ts';
import { settingsEvidence } from './settings-evidence.ts';
import { type Fate, type SettingsFacts, tallied } from './settings-facts.ts';
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
  const ruled = await ruledBy(settings, reads, target.kind === 'repository' ? target.name : undefined);
  // One new repository is no reason to change what is scanned for all of them.
  const scans = target.kind === 'registry' && ruled.some(({ rule }) => rule.scan !== undefined);
  const scanning = scans ? await reads.registryScanning() : undefined;
  const found = await findDifferences(ruled, scanning, target.account, reads);
  const fates = await fatesOf({
    account: target.account,
    found,
    scanning,
    done: doneBy(attempts),
    reads,
    settings,
  });
  const facts: SettingsFacts = {
    account: target.account,
    registryArn: `arn:${target.partition}:ecr:${target.region}:${target.account}:repository/*`,
    repositories: ruled.length,
    ...factsFrom(fates),
    ...scanFacts(found, fates, scanning),
  };
  const [only] = ruled;
  const tags = target.kind === 'repository' && only ? await reads.repositoryTags(only.of.arn) : {};
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence: settingsEvidence(facts, fates), tags, group: 'settings', seen };
}

type Ruled = Pick<Found, 'of' | 'rule'>;

/** Those that a rule speaks about, or only that one. */
async function ruledBy(
  { rules }: EnforceSettings,
  reads: Reads,
  name: string | undefined,
): Promise<readonly Ruled[]> {
  const all = await reads.repositorySettings();
  const own = name === undefined ? all : all.filter((one) => one.name === name);
  return own.flatMap((of) => {
    const rule = rules.find((one) => matchesName(one.repositories, of.name));
    return rule === undefined ? [] : [{ of, rule }];
  });
}

/** What a rule does not ask for is not read. */
async function findDifferences(
  ruled: readonly Ruled[],
  scanning: RegistryScanning | undefined,
  account: string,
  reads: Reads,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { of, rule } of ruled) {
    const lifecycle = rule.lifecycle && (await reads.lifecyclePolicy(of.name));
    const policy = rule.accounts && (await reads.repositoryPolicy(of.name));
    const differences = differencesOf({ repository: of, rule, scanning, lifecycle, policy, account });
    found.push(...differences.map((one) => ({ ...one, of, rule })));
  }
  return found;
}

/** What this incident has written already, each as `<kind> <repository>`. */
function doneBy(attempts: readonly Attempt[]): ReadonlySet<string> {
  const actions = attempts.map(({ action }) => action).filter(isSettingsAction);
  return new Set(
    actions.flatMap(({ kind, changes }) => changes.map(({ repository = '' }) => `${kind} ${repository}`)),
  );
}

function factsFrom(fates: readonly Fate[]): Omit<SettingsFacts, 'account' | 'registryArn' | 'repositories'> {
  const doing = (what: Fate['does']) => fates.filter(({ does }) => does === what);
  const changes = (what: Fate['does']) => doing(what).flatMap(({ change }) => change ?? []);
  return {
    differ: new Set(fates.map(({ repository }) => repository)).size,
    told: tallied(doing('tell')),
    tags: changes('set-tags'),
    previews: changes('preview'),
    policies: changes('put'),
    expires: doing('put').reduce((sum, { expires = 0 }) => sum + expires, 0),
    archives: doing('put').reduce((sum, { archives = 0 }) => sum + archives, 0),
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
