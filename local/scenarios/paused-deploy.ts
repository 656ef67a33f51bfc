import { expectMessage, expectRow, expectService } from './checks.ts';
import { CLUSTER, imageRevision } from './fleet.ts';
import type { Ending, Scenario, Stage } from './scenario.ts';

const SERVICE = 'refunds-api';
const DAY = 24 * 3600 * 1000;
const ZLIB = {
  name: 'CVE-2026-20717',
  severity: 'CRITICAL',
  package: 'zlib',
  version: '1.3.1',
  fixedIn: '1.3.2',
} as const;

/** The gate closes before a task of the bad image runs, and opens for the rebuilt one. */
export const pausedDeploy: Scenario = {
  name: 'paused-deploy',
  summary: `${SERVICE} deploys an image with a critical vulnerability and waits at a hook`,
  expects: 'Rolled back before a task of it runs; the rebuilt image is clean, and its deployment goes on',
  begins: '14:30',

  async play({ world, scene, pass, until, messages, settle }) {
    runBehindHook(world);
    await pass(60);
    scene(`${SERVICE}:2 is deployed. ECS pauses it before its first task: the scan of its image has ended.`);
    deploy(world, '2.0.0', [ZLIB]);
    await until('people are told', () => messages().length > 0, 5);
    await settle(30);
    await pass(20 * 60);

    scene(`The team rebuilds the image with zlib ${ZLIB.fixedIn}, and deploys ${SERVICE}:3.`);
    deploy(world, '2.0.1', []);
    await until('people are told again', () => messages().length > 1, 5);
    await settle(30);
    await pass(600);
  },

  check: (ending) => [
    ...expectRow(ending, {
      // The scan itself is one: nothing runs the image, so it is left to the daily summary.
      incidents: 3,
      messages: 2,
      writes: ['ContinueServiceDeployment', 'ContinueServiceDeployment'],
      outcomes: ['nothing', 'held', 'held'],
    }),
    ...expectMessage(ending, 'RESOLVED', 'the deployment goes on'),
    ...expectService(ending, SERVICE, `${SERVICE}:3`, 2),
    ...expectNeverRun(ending, `${SERVICE}:2`),
  ],
};

/** Before any task of a deployment is started, it waits for an answer. */
function runBehindHook({ fleet, timeline }: Stage['world']): void {
  fleet.createRepository({ name: SERVICE });
  const image = fleet.pushImage(SERVICE, { tags: ['1.0.0'], pushedAt: timeline.now() - 30 * DAY });
  const taskDefinition = imageRevision(fleet, SERVICE, `${SERVICE}@${image}`);
  const runningSince = timeline.now() - 30 * DAY;
  fleet.createService({
    ...{ cluster: CLUSTER, name: SERVICE, taskDefinition, desiredCount: 2, runningSince },
    deploymentConfiguration: { lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP'] }] },
  });
}

/** Pushed, scanned and deployed, as a pipeline does it. */
function deploy({ fleet }: Stage['world'], tag: string, found: readonly (typeof ZLIB)[]): void {
  const digest = fleet.pushImage(SERVICE, { tags: [tag] });
  fleet.completeScan(SERVICE, digest, [...found]);
  fleet.deploy(CLUSTER, SERVICE, imageRevision(fleet, SERVICE, `${SERVICE}@${digest}`));
}

function expectNeverRun({ world }: Ending, revision: string): string[] {
  const started = world.fleet
    .tasks()
    .some(({ taskDefinitionArn }) => taskDefinitionArn?.endsWith(`/${revision}`));
  return started ? [`a task of ${revision} was started`] : [];
}
