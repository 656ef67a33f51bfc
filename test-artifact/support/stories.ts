import { inject } from 'vitest';
import { ONCALL, registerRevision, steadyService } from '../../test/support/fleet.ts';
import { type ArtifactOptions, type ArtifactWorld, openArtifactWorld } from './world.ts';

const opened: ArtifactWorld[] = [];

export async function open(options: ArtifactOptions = {}): Promise<ArtifactWorld> {
  const world = await openArtifactWorld(inject('stackFolder'), options);
  opened.push(world);
  return world;
}

/** End every world that a test has opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((world) => world.close()));
}

/** A service whose new revision crashes, until somebody is asked. */
export async function crashLoop(options: ArtifactOptions = {}) {
  const here = await open(options);
  const { good, bad } = steadyService(here);
  here.fleet.deploy('prod', 'payments-api', bad);
  await here.minutes(4);
  return { here, good, bad };
}

/** What EventBridge runs every night, interrupted as it works, until somebody is asked. */
export async function interruptedJob(): Promise<ArtifactWorld> {
  const here = await open();
  const cluster = here.fleet.addCluster({ name: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] });
  const TaskDefinitionArn = registerRevision(here, 'worker', 'v1');
  const awsvpcConfiguration = { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] };
  const EcsParameters = {
    TaskDefinitionArn,
    NetworkConfiguration: { awsvpcConfiguration },
    CapacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
  };
  here.fleet.putRule('nightly', [{ Id: 'job', Arn: cluster, EcsParameters }]);
  here.fleet.fireRule('nightly');
  await here.minutes(5);
  here.fleet.strike({ family: 'worker' }, { kind: 'spot-interruption', afterSeconds: 1 });
  await here.minutes(10);
  return here;
}

/** Click under the first message of the channel; gives what Slack is answered. */
export function answer(
  here: ArtifactWorld,
  action: 'approve' | 'deny' | 'snooze',
  user = ONCALL,
): Promise<unknown> {
  const [root] = here.slack.messages('#ops');
  if (root === undefined) throw new Error('nobody was asked');
  return here.click(root, action, user);
}

export function service(here: ArtifactWorld) {
  return here.fleet.snapshot().services.find(({ name }) => name === 'payments-api');
}
