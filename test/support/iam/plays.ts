import { through } from '../../../local/door.ts';
import { openMemoryDatabase } from '../../../local/ledger-table/database.ts';
import { SCENARIOS } from '../../../local/scenarios/index.ts';
import { runScenarios } from '../../../local/scenarios/run.ts';
import { ACCOUNT, REGION, type World } from '../../../local/world.ts';
import { createSecret } from '../../../shared/aws/parameters.ts';
import { archiveUnder, pushedIndex } from '../archive.ts';
import { minutes, openWorld, runJobs, steadyService } from '../fleet.ts';
import { incidentRef } from '../incidents.ts';
import { pauseDeployment } from '../paused.ts';
import { OPENSSL, openRegistry } from '../scans.ts';
import { type Asked, askedOf } from './asked.ts';
import { playImages } from './play-images.ts';
import { playScaling } from './play-scaling.ts';
import { recorded } from './recording.ts';

/** Every scenario of `npm start`, and what none of them needs: each call with what it asks of IAM, repeats once. */
export async function playAll(): Promise<readonly Asked[]> {
  const calls = await recorded(async () => {
    await runScenarios({ scenarios: SCENARIOS, tell: () => {}, database: openMemoryDatabase() });
    await playStop();
    await playRest();
    await playArchived();
    await playScaling();
    await playLimited();
    await playPaused();
    await playImages();
  });
  return askedOf(calls);
}

const RESPONSES = ['respond', 'respond-ecr', 'respond-scaling'] as const;

const STOPPING = 'playbooks: { stop-crash-loop: { settings: { remedy: scale-to-zero } } }\n';

/** A service that is stopped instead of rolled back. */
async function playStop(): Promise<void> {
  const world = await openWorld('act', STOPPING);
  world.fleet.deploy('prod', 'payments-api', steadyService(world).bad);
  await minutes(world, 10);
  await world.close();
}

/** Jobs that a rule or a schedule with a long name started, or somebody by hand; secrets; the next response. */
async function playRest(): Promise<void> {
  const world = await openWorld('act');
  world.fleet.addCluster({ name: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  for (const start of [byRule, bySchedule, byHand]) start(world);
  await minutes(world, 40);
  await readSecrets(world);
  for (const door of RESPONSES) {
    const next = incidentRef({ id: `inc-next-${door}` });
    await through(door, world.fleet, () => world.deps.startResponse(next));
  }
  await world.close();
}

/** A service whose list of images for two platforms was archived. */
async function playArchived(): Promise<void> {
  const world = await openWorld('act');
  archiveUnder(world, ...pushedIndex(world, 'payments-api', 'good'));
  await minutes(world, 60);
  await world.close();
}

/** Three jobs whose image Docker Hub gives to nobody for now. */
async function playLimited(): Promise<void> {
  const world = await openWorld('act');
  const stoppedReason = 'CannotPullContainerError: pull image manifest for redis:7: 429 Too Many Requests';
  world.fleet.behave({ on: { family: 'worker' }, failure: { kind: 'start-failure', stoppedReason } });
  runJobs(world, 3);
  await minutes(world, 10);
  await world.close();
}

/** A deployment that waits at a pause hook, with an image that has a vulnerability. */
async function playPaused(): Promise<void> {
  const world = await openRegistry('act');
  await pauseDeployment(world, {
    before: (digest) => world.fleet.completeScan('payments', digest, [OPENSSL]),
  });
  await world.close();
}

/** ECS cuts the name, so the rule and the schedule must be looked for. */
const LONG = 'a-name-that-is-too-long-for-started-by';
const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/prod`;

function byRule({ fleet }: World): void {
  fleet.putRule(LONG, [{ Id: 'job', Arn: CLUSTER, EcsParameters: parameters(register(fleet, 'report')) }]);
  fleet.fireRule(LONG);
}

function bySchedule({ fleet }: World): void {
  const EcsParameters = parameters(register(fleet, 'sync'));
  fleet.putSchedule(LONG, { Arn: CLUSTER, RoleArn: role('run-jobs'), EcsParameters });
  fleet.fireSchedule(LONG);
}

function byHand({ fleet }: World): void {
  const awsvpcConfiguration = { subnets: ['subnet-1'], securityGroups: ['sg-1'] };
  fleet.runTask({
    cluster: 'prod',
    taskDefinition: register(fleet, 'backfill'),
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration },
  });
}

/** A job that fails once. */
function register(fleet: World['fleet'], family: string): string {
  fleet.behave({ on: { family }, times: 1, failure: { kind: 'spot-interruption', afterSeconds: 30 } });
  return fleet.registerTaskDefinition({
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    taskRoleArn: role(`${family}-task`),
    executionRoleArn: role(`${family}-execution`),
    containerDefinitions: [{ name: 'app', image: `${family}:1`, essential: true }],
  });
}

function parameters(TaskDefinitionArn: string) {
  const awsvpcConfiguration = { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] };
  return {
    TaskDefinitionArn,
    LaunchType: 'FARGATE' as const,
    NetworkConfiguration: { awsvpcConfiguration },
  };
}

function role(name: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${name}`;
}

/** The world's own Slack needs no token; the functions' wiring reads both secrets like this. */
async function readSecrets({ fleet, clients }: World): Promise<void> {
  const read = (name: string) => {
    fleet.putParameter(`/watchkeeper/local/${name}`, 'secret', 'SecureString');
    return createSecret(clients, `/watchkeeper/local/${name}`, () => 0)();
  };
  for (const door of RESPONSES) {
    await through(door, fleet, () => read('slack-token'));
    await through(door, fleet, () => read('slack-signing-secret'));
  }
  await through('slack', fleet, () => read('slack-signing-secret'));
}
