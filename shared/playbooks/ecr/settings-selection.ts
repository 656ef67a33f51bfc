import type { Reads } from '../../domain/reads.ts';
import type { RegistryScanning, RepositorySettings } from '../../domain/repository-settings.ts';
import { widened } from './registry-scanning.ts';
import type { Difference, Fate } from './settings-facts.ts';
import { judgeWhatIsRead, readOnce } from './settings-previews.ts';
import type { EnforceSettings, SettingsRule } from './settings-schema.ts';
import { asksFirst, isHandsOff } from './tags.ts';
import { scopeOf } from './use-scope.ts';

/** Policies of so many characters together fit into a checkpoint, old ones and new ones. */
const MOST_TEXT = 60_000;
const AGAIN = 'it was set in this run, and differs again';

/** A difference, with the repository and the rule that it is about. */
export interface Found extends Difference {
  readonly of: RepositorySettings;
  readonly rule: SettingsRule;
}

export interface Selecting {
  readonly found: readonly Found[];
  readonly account: string;
  readonly scanning: RegistryScanning | undefined;
  /** `<kind> <repository>` of what this incident wrote already. */
  readonly done: ReadonlySet<string>;
  readonly reads: Reads;
  readonly settings: EnforceSettings;
}

/** What becomes of each difference: each is set once in an incident, and no more of them than one run may set. */
export async function fatesOf(selecting: Selecting): Promise<readonly Fate[]> {
  const { account, found, reads, settings, done } = selecting;
  const uses = readOnce(() => reads.imageUses(scopeOf(account, settings)));
  const tags = await tagsOf(found, reads);
  const fates: Fate[] = [];
  for (const one of found) {
    const { of, rule, ...difference } = one;
    const own = tags.get(of.name) ?? {};
    const fate = isHandsOff(own)
      ? tell('its tags keep it out')
      : ((await lifecycleFate(one, selecting, uses)) ?? fateOf(one, selecting));
    fates.push({ ...difference, ...fate, ...(asksFirst(own) && { asks: true }) });
  }
  const left = (kind: string) =>
    settings.maxRepositories - [...done].filter((key) => key.startsWith(`${kind} `)).length;
  return limited(
    limited(fates, 'set-tags', left('ecr.set-tag-mutability')),
    'preview',
    left('ecr.preview-lifecycle-policy'),
  );
}

type Tags = Readonly<Record<string, string>>;
type Doing = Pick<Fate, 'does' | 'note' | 'expires' | 'archives'>;

/** Of whatever needs no preview. */
function fateOf({ of, rule, setting, change }: Found, { scanning, done }: Selecting): Doing {
  if (rule.tellOnly === true) return tell();
  if (setting === 'scanning') {
    if (done.has('ecr.set-registry-scanning ')) return tell(AGAIN);
    const can = rule.scan === 'on-push' && scanning && widened(scanning, [rule.repositories]);
    return can ? { does: 'scan' } : tell('only a person can set that');
  }
  if (setting !== 'tags' || change === undefined) return tell();
  return done.has(`ecr.set-tag-mutability ${of.name}`) ? tell(AGAIN) : { does: 'set-tags' };
}

/** A policy is previewed, judged, and put; undefined for what is no change of a policy. */
async function lifecycleFate(
  { of, rule, setting, change }: Found,
  { done, reads }: Selecting,
  uses: ReturnType<typeof readOnce>,
): Promise<Doing | undefined> {
  if (setting !== 'lifecycle' || change === undefined || rule.tellOnly === true) return undefined;
  if (done.has(`ecr.put-lifecycle-policy ${of.name}`)) return tell(AGAIN);
  if (!done.has(`ecr.preview-lifecycle-policy ${of.name}`)) return { does: 'preview' };
  const judged = await judgeWhatIsRead(of, change, reads, uses);
  if (judged.type === 'blocked') return tell(judged.reason);
  return { does: 'put', expires: judged.expires, archives: judged.archives };
}

/** The tags of repositories by name; only those are read that would be written to. */
async function tagsOf(found: readonly Found[], reads: Reads): Promise<ReadonlyMap<string, Tags>> {
  const written = found.filter(({ change, rule }) => change !== undefined && rule.tellOnly !== true);
  const tags = new Map<string, Tags>();
  for (const { of } of new Map(written.map((one) => [one.of.name, one])).values()) {
    tags.set(of.name, await reads.repositoryTags(of.arn));
  }
  return tags;
}

function limited(fates: readonly Fate[], does: Fate['does'], most: number): readonly Fate[] {
  let count = 0;
  let text = 0;
  return fates.map((fate) => {
    if (fate.does !== does) return fate;
    count += 1;
    text += (fate.change?.from.length ?? 0) + (fate.change?.to.length ?? 0);
    return count <= most && text <= MOST_TEXT ? fate : { ...fate, does: 'later' };
  });
}

function tell(note?: string): Doing {
  return { does: 'tell', ...(note !== undefined && { note }) };
}
