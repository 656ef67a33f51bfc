import { ACCOUNT, REGION, type World } from '../../../local/world.ts';
import { MARKS_CAP } from '../../../shared/domain/mark.ts';
import { minutes, ONCALL, openWorld } from '../fleet.ts';
import { publicReleases } from '../public-registry.ts';
import { OPENSSL, openRegistry, runService } from '../scans.ts';
import { openRegistry as openSettings } from '../settings.ts';

/** A role that sees what runs in another Region; the simulated account has but one. */
export const IMAGE_ROLE = `arn:aws:iam::${ACCOUNT}:role/watchkeeper-images`;

const DAY = 24 * 3600 * 1000;
const DAY_MINUTES = 24 * 60;
const UNTAGGED = {
  selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14 },
  action: 'expire',
};
const HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
const SETTINGS = `
playbooks:
  clean-images:
    settings:
      rules: [{ repositories: '*', keepNewest: [{ tags: '*', count: 1 }], untaggedGraceDays: 1 }]
      maxPercent: 100
      deleteAfterDays: 1
      sweepOver: 1
      eks: true
      elsewhere: [{ roleArn: '${IMAGE_ROLE}', regions: [eu-central-1] }]
`;

/** Images that are archived, asked for and not; then one that is given back, and the rest deleted; many pushes. */
export async function playImages(): Promise<void> {
  await playApproved();
  await playPushes();
  await playScans();
  await playSettings();
  await playPublic();
  const world = await imagesIn('act');
  world.tick('clean-images');
  await minutes(world, 2 * DAY_MINUTES);
  register(world, 'again', `${HOST}/payments-api:v1`);
  world.tick('clean-images');
  await minutes(world, DAY_MINUTES);
  world.tick('clean-images');
  await minutes(world, 60);
  await world.close();
}

async function playApproved(): Promise<void> {
  const world = await imagesIn('ask');
  world.tick('clean-images');
  await minutes(world, 5);
  const [root = { channel: '', ts: '' }] = world.slack.messages('#ops');
  await world.click(root, 'approve', ONCALL);
  await minutes(world, 60);
  await world.close();
}

/** More of them than an incident keeps marks. */
async function playPushes(): Promise<void> {
  const world = await openWorld('observe', SETTINGS);
  world.fleet.createRepository({ name: 'busy' });
  for (let count = 0; count < MARKS_CAP + 100; count += 1) world.fleet.pushImage('busy', {});
  await minutes(world, 5);
  await world.close();
}

/** A vulnerable image, by Inspector and by a basic scan; a rollback because of it; the day's summary. */
async function playScans(): Promise<void> {
  const actions = 'playbooks: { answer-scan: { settings: { actions: [rebuild, quarantine, roll-back] } } }';
  const world = await openRegistry('act', actions);
  const digest = world.fleet.pushImage('payments', { tags: ['1.0'] });
  runService(world, 'payments-api', '1.0');
  await minutes(world, 5);
  world.fleet.completeScan('payments', digest, [OPENSSL]);
  await minutes(world, 30);
  world.tick('answer-scan');
  await minutes(world, 30);
  await world.close();
}

/** What the rules ask for, set in a registry that has none of it. */
async function playSettings(): Promise<void> {
  const rules = [
    { repositories: '*', scan: 'on-push', tags: 'immutable', lifecycle: [UNTAGGED], accounts: [] },
  ];
  const world = await openSettings('act', { rules });
  world.fleet.createRepository({ name: 'web' });
  world.tick('enforce-repository-settings');
  await minutes(world, 60);
  await world.close();
}

/** Images of ECR Public that were unused at two looks, and are deleted. */
async function playPublic(): Promise<void> {
  const rule = '{ repositories: "*", keepNewest: [{ tags: "*", count: 1 }] }';
  const settings = `{ rules: [${rule}], maxPercent: 100, deleteAfterDays: 7 }`;
  const world = await openWorld('act', `playbooks: { clean-public-images: { settings: ${settings} } }`);
  publicReleases(world, 2);
  world.tick('clean-public-images');
  await minutes(world, 7 * DAY_MINUTES);
  world.tick('clean-public-images');
  await minutes(world, 5);
  const [root = { channel: '', ts: '' }] = world.slack.messages('#ops');
  await world.click(root, 'approve', ONCALL);
  await minutes(world, 60);
  await world.close();
}

/** Repositories with and without an index, and one of everything that can use an image. */
async function imagesIn(mode: string) {
  const world = await openWorld(mode, SETTINGS);
  const { fleet, timeline } = world;
  const pushedAt = timeline.now() - 200 * DAY;
  fleet.createRepository({ name: 'payments-api', tags: { team: 'payments' } });
  fleet.createRepository({ name: 'multi' });
  const child = fleet.pushImage('multi', { pushedAt });
  fleet.pushImage('multi', { tags: ['v1'], children: [child], pushedAt });
  for (const tag of ['v1', 'v2', 'v3']) fleet.pushImage('payments-api', { tags: [tag], pushedAt });
  fleet.pushImage('payments-api', { tags: ['good'] });
  furnish(world);
  return world;
}

function furnish(world: World): void {
  const { fleet, timeline } = world;
  const cluster = fleet.addCluster({ name: 'prod' });
  const good = register(world, 'payments-api', `${HOST}/payments-api:good`);
  const runningSince = timeline.now() - DAY;
  fleet.createService({
    cluster: 'prod',
    name: 'payments-api',
    taskDefinition: good,
    desiredCount: 1,
    runningSince,
  });
  const EcsParameters = { TaskDefinitionArn: good };
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/start`;
  fleet.putRule('nightly', [{ Id: 'job', Arn: cluster, RoleArn, EcsParameters }]);
  fleet.putSchedule('hourly', { Arn: cluster, RoleArn, EcsParameters });
  fleet.putImageFunction('thumbnails', `${HOST}/thumbnails:1`);
  fleet.putAppRunnerService('portal', `${HOST}/portal:1`);
  fleet.putInspected('cart', `sha256:${'5e'.repeat(32)}`, 1);
  fleet.putRole(IMAGE_ROLE);
}

function register({ fleet }: World, family: string, image: string): string {
  return fleet.registerTaskDefinition({
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'app', image, essential: true }],
  });
}
