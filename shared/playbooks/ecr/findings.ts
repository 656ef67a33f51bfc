import type { Image, ImageUse, Repository, UseGraph, UseKind } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';
import { SEVERITIES, type Vulnerability } from '../../domain/vulnerability.ts';
import { usedDigests } from '../../images/resolve-uses.ts';
import { ownerOf } from './owners.ts';
import { type Scanned, scansOf } from './repository-scans.ts';
import type { Findings, Runner, VulnerableImage } from './scan-facts.ts';

/** What runs, or is started again and again; what could only be rolled back to harms nobody. */
const RUNS: readonly UseKind[] = ['running', 'scheduled', 'lambda', 'app-runner', 'eks'];
/** Where nobody runs any, so many of the images that the incident is about are looked at. */
const LOOKED_AT = 5;
/** More would not fit into a checkpoint, nor be read. */
const VULNERABILITIES_CAP = 100;
const PACKAGES_CAP = 3;

export interface Looking {
  readonly repository: Repository;
  readonly graph: UseGraph;
  /** Digests that scans told of. */
  readonly told: readonly string[];
  /** Whoever ran a vulnerable image before. */
  readonly before: readonly Runner[];
  wanted(vulnerability: Vulnerability): boolean;
}

/** Who runs which image of a repository, and what the scans say of these images now. Throws ReadError. */
export async function readFindings(looking: Looking, reads: Reads): Promise<Findings> {
  const { repository, graph, wanted, told } = looking;
  const images = await reads.images(repository.name);
  const scan = scansOf(repository.name, images, reads);
  const starting = graph.uses.filter(({ kind }) => RUNS.includes(kind));
  const { uses, unresolved } = usedDigests(repository, images, starting);
  const scans = new Map<string, Scanned>();
  for (const digest of uses.keys()) scans.set(digest, await scan(digest, wanted));
  const found = [...scans.values()].flatMap((one) => one.found);
  if (found.length === 0) {
    for (const digest of told.slice(-LOOKED_AT)) found.push(...(await scan(digest, wanted)).found);
  }
  return {
    repository: repository.name,
    runners: await runnersOf(looking, uses, unresolved, scans, reads),
    vulnerabilities: distinct(found),
    images: vulnerableImages(images, scans),
  };
}

function vulnerableImages(
  images: readonly Image[],
  scans: ReadonlyMap<string, Scanned>,
): readonly VulnerableImage[] {
  return images.flatMap(({ digest, tags }) => {
    const scanned = scans.get(digest);
    return scanned && scanned.found.length > 0 ? [{ digest, tags, scanned: scanned.in }] : [];
  });
}

/** Those that run a vulnerable image now, and those that did before, whatever they run now. */
async function runnersOf(
  { repository, graph, before }: Looking,
  uses: ReadonlyMap<string, readonly ImageUse[]>,
  unresolved: readonly ImageUse[],
  scans: ReadonlyMap<string, Scanned>,
  reads: Reads,
): Promise<readonly Runner[]> {
  const pairs = [...uses].flatMap(([digest, by]) => by.map((use) => ({ digest, use })));
  const byName = Map.groupBy(pairs, ({ use }) => use.by);
  const lost = new Set(unresolved.map(({ by }) => by));
  const runners: Runner[] = [];
  for (const by of new Set([...before.map((one) => one.by), ...byName.keys()])) {
    const own = byName.get(by) ?? [];
    const known = before.find((one) => one.by === by);
    const digests = own.map(({ digest }) => digest);
    const blind = lost.has(by) || (own.length === 0 && graph.unread.length > 0);
    const state = stateOf(digests, scans, blind);
    if (state !== 'vulnerable' && !known) continue;
    const owner = known?.owner ?? (await ownerOf(own[0]?.use, repository.arn, reads));
    const service = own[0]?.use.service ?? known?.service;
    runners.push({ by, state, ...(service && { service }), ...(owner !== undefined && { owner }) });
  }
  return runners;
}

function stateOf(
  digests: readonly string[],
  scans: ReadonlyMap<string, Scanned>,
  blind: boolean,
): Runner['state'] {
  const own = digests.map((digest) => scans.get(digest));
  if (own.some((scan) => scan && scan.found.length > 0)) return 'vulnerable';
  return blind || own.some((scan) => !scan?.scanned) ? 'unknown' : 'clean';
}

/** One of each, the worst first. */
function distinct(found: readonly Vulnerability[]): readonly Vulnerability[] {
  const rank = ({ severity }: Vulnerability) => SEVERITIES.indexOf(severity);
  const byId = new Map(found.map((one) => [one.id, one]));
  const kept = [...byId.values()].toSorted((a, b) => rank(a) - rank(b)).slice(0, VULNERABILITIES_CAP);
  return kept.map((one) => ({ ...one, packages: one.packages.slice(0, PACKAGES_CAP) }));
}
