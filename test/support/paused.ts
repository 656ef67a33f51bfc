import type { World } from '../../local/world.ts';
import { minutes } from './fleet.ts';
import { HOST, runService } from './scans.ts';

export interface PausedOptions {
  /** What the tag `watchkeeper:mode` of the service says. */
  readonly mode?: string;
  /** Something is done to the digest of the new image before it is deployed. */
  readonly before?: (digest: string) => void;
}

/** A service of two tasks gets a new image, and its deployment waits at a pause hook before the first of its tasks. */
export async function pauseDeployment(
  world: Pick<World, 'fleet' | 'timeline'>,
  { mode, before = () => {} }: PausedOptions = {},
): Promise<string> {
  const { fleet } = world;
  fleet.pushImage('payments', { tags: ['1.0'] });
  runService(world, 'payments-api', '1.0', { owner: 'payments-team', ...(mode && { mode }) });
  await minutes(world, 10);
  const hook = { targetType: 'PAUSE', lifecycleStages: ['PRE_SCALE_UP'] };
  const deploymentConfiguration = { lifecycleHooks: [hook] };
  fleet.send('ECS', 'UpdateService', { cluster: 'prod', service: 'payments-api', deploymentConfiguration });
  const digest = fleet.pushImage('payments', { tags: ['1.1'] });
  before(digest);
  const app = { name: 'app', image: `${HOST}/payments@${digest}`, essential: true, memory: 256 };
  const definition = { family: 'payments-api', containerDefinitions: [app] };
  fleet.deploy('prod', 'payments-api', fleet.registerTaskDefinition(definition));
  await minutes(world, 5);
  return digest;
}
