import type { UseGraph } from '../../domain/image.ts';
import type { KeepCode } from '../../domain/image-plan.ts';
import type { Gathered, PlaybookResponse, Situation } from '../../domain/playbook.ts';
import type { Target } from '../../domain/target.ts';
import type { CleanSettings } from '../clean-images.ts';
import { verifySweep } from './sweep-check.ts';
import { decideSweep } from './sweep-decision.ts';
import { sweepEvidence } from './sweep-evidence.ts';
import type { RegistryKind, RepositorySweep, SweepFacts, TakenBack } from './sweep-facts.ts';
import { createMemory, readMemory } from './sweep-memory.ts';
import type { SweepReads } from './sweep-place.ts';
import { plansOf, ruled, type Sweep, wholeGraph } from './sweep-plan.ts';
import { sweepOf } from './sweep-selection.ts';
import { withTakenBack } from './taken-back.ts';

export const sweepResponse: PlaybookResponse<CleanSettings, SweepFacts> = {
  gather: (situation, reads, settings) => gatherSweep(situation, reads, settings, 'private'),
  decide: decideSweep,
  verify: verifySweep,
};

/** Where there is no image, nobody needs to be asked who uses one. */
const NOBODY: UseGraph = { uses: [], unread: [] };

/** What there is to do in a registry, and what the next sweep is to know of this one. Throws ReadError. */
export async function gatherSweep(
  { incident, record, attempts }: Situation,
  reads: SweepReads,
  settings: CleanSettings,
  registry: RegistryKind,
): Promise<Gathered<SweepFacts>> {
  const { account, kind, name } = incident.target;
  const chosenAt = record.marks.at(-1)?.at ?? incident.openedAt;
  const all = ruled(await reads.repositories(), settings);
  const repositories = kind === 'repository' ? all.filter((one) => one.name === name) : all;
  // Before the images: what begins to use one after this is found by the look that follows the archiving.
  const graph = repositories.length > 0 ? await wholeGraph(account, reads, settings) : NOBODY;
  // On schedule every repository is cleaned, however small it is.
  const rules = kind === 'registry' ? { ...settings, sweepOver: 0 } : settings;
  const now = Date.parse(chosenAt);
  const known = readMemory(record.remembered);
  // An archive is the memory of itself.
  const memory = settings.archive ? undefined : createMemory(known, now);
  const facts: SweepFacts = {
    account,
    registryArn: registryArn(incident.target, registry),
    registry,
    chosenAt,
    ...(await summarised({ reads, settings: rules, repositories, graph, known, now }, memory)),
    removed: attempts.some(({ action }) => action.kind !== 'ecr.restore-images'),
  };
  const [only] = repositories;
  const tags = kind === 'repository' && only ? await reads.repositoryTags(only.arn) : {};
  const seen = record.marks.map(({ id }) => id);
  const gathered = { facts, evidence: sweepEvidence(facts), tags, group: 'sweep', seen };
  return memory === undefined ? gathered : { ...gathered, remember: memory.text() };
}

/** ECR Public's ARNs name no Region. */
function registryArn({ partition, region, account }: Target, registry: RegistryKind): string {
  if (registry === 'public') return `arn:${partition}:ecr-public::${account}:repository/*`;
  return `arn:${partition}:ecr:${region}:${account}:repository/*`;
}

/** Of each plan only what is to be done is kept. */
async function summarised(
  sweep: Sweep,
  memory: ReturnType<typeof createMemory> | undefined,
): Promise<Pick<SweepFacts, 'busy' | 'returning' | 'takenBack' | 'repositories' | 'images' | 'keptBy'>> {
  const busy: RepositorySweep[] = [];
  const keptBy: Partial<Record<KeepCode, number>> = {};
  let images = 0;
  let returning = 0;
  let takenBack: TakenBack | undefined;
  for await (const { plan, asks } of plansOf(sweep)) {
    memory?.learn(plan);
    images += plan.images;
    returning += plan.returning.length;
    takenBack = withTakenBack(takenBack, plan, sweep.now);
    for (const { code } of plan.kept.values()) keptBy[code] = (keptBy[code] ?? 0) + 1;
    const one = sweepOf(plan, sweep.settings.maxImages);
    if (one.archive.images + one.delete.images + one.restore.images > 0)
      busy.push(asks ? { ...one, asks } : one);
  }
  const counts = { busy, returning, repositories: sweep.repositories.length, images, keptBy };
  return takenBack === undefined ? counts : { ...counts, takenBack };
}
