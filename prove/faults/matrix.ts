import { globSync, readFileSync } from 'node:fs';
import { live } from './cell.ts';
import type { Calm } from './judge.ts';
import { FAULTS } from './kinds.ts';
import { REMEDIES, type Remedy } from './morning.ts';
import type { Cell } from './striking.ts';

/** Mornings without a fault, by what is done about the bad deployment. */
export type Calms = Readonly<Record<Remedy, Calm>>;

export async function liveCalmly(): Promise<Calms> {
  const calm = async (remedy: Remedy): Promise<Calm> => ({
    answered: await live(remedy),
    unanswered: await live(remedy, undefined, false),
  });
  return {
    'roll-back': await calm('roll-back'),
    'scale-to-zero': await calm('scale-to-zero'),
    'clean-registry': await calm('clean-registry'),
    scale: await calm('scale'),
  };
}

export interface Placed {
  readonly remedy: Remedy;
  readonly cell: Cell;
}

/** Every fault that can happen at every call site that a calm morning reached, each once and as an outage. */
export function matrix(calm: Calms): readonly Placed[] {
  return REMEDIES.flatMap((remedy, index) =>
    [...calm[remedy].answered.sites]
      .filter(([site]) => !REMEDIES.slice(0, index).some((before) => calm[before].answered.sites.has(site)))
      .flatMap(([site, called]) =>
        FAULTS.filter((fault) => fault.happens?.(called) !== false).flatMap((fault) =>
          (['once', 'outage'] as const).map((lasts) => ({ remedy, cell: { site, fault, lasts } })),
        ),
      ),
  );
}

/** What the document client calls its commands, by what they are on the wire. */
const ON_THE_WIRE: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

/** No morning has another account in it: test/aws/uses/elsewhere.test.ts tries what can go wrong there. */
const NO_MORNING = 'shared/aws/uses/elsewhere.ts';

/** What is no effect of a morning by its own name. */
const ELSEWHERE: readonly string[] = [
  // Part of the effects `hours.sleep` and `hours.wake`.
  'ledger.saveCapacity',
  'ledger.forgetCapacity',
  // Only a person's click leads to these: test/respond/keep-hours.test.ts, test/actions/scaling.test.ts.
  'ledger.stayAwake',
  'DeleteScalingPolicy',
  'DeregisterScalableTarget',
  // No morning has Docker Hub's limit or ECR Public in it: test/respond/propose-pull-cache.test.ts and
  // test/respond/public-sweep.test.ts try a read that fails.
  'DescribePullThroughCacheRules',
  'reads.pullThroughRules',
  'reads.publicRepositories',
  'reads.publicImages',
  'reads.publicRepositoryTags',
  // No morning has a deployment that waits at a pause hook: test/actions/continue-deployment.test.ts.
  'ContinueServiceDeployment',
  'reads.serviceDeployment',
  'reads.serviceRevision',
];

/** Commands and effects that the code has, and that no calm morning reached: they would be missing from the matrix. */
export function unreached(calm: Calms): readonly string[] {
  const sites = REMEDIES.flatMap((remedy) => [...calm[remedy].answered.sites.keys()]);
  const reached = new Set(sites.flatMap((site) => site.split(' ')));
  const sources = globSync('shared/**/*.ts', { exclude: [NO_MORNING] }).map((file) =>
    readFileSync(file, 'utf8'),
  );
  const commands = sources.flatMap((text) =>
    [...text.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name),
  );
  const { ledger, reads } = calm['roll-back'].answered.world.deps;
  const effects = [
    ...Object.keys(ledger).map((name) => `ledger.${name}`),
    ...Object.keys(reads).map((name) => `reads.${name}`),
  ];
  return [...new Set([...commands.map((name) => ON_THE_WIRE[name] ?? name), ...effects])].filter(
    (name) => !reached.has(name) && !ELSEWHERE.includes(name),
  );
}
