import type { Registry } from '../ecr/model.ts';
import { createRegistry } from '../ecr/registry.ts';
import type { World } from '../model.ts';

/** The account's default alias; an image's name has it between the host and the repository. */
const ALIAS = 'a1b2c3d4';

/** An account has one registry in ECR Public, whatever the Region. */
export function createPublicRegistry(account: string, seed: string | number): Registry {
  const registry = createRegistry(account, 'us-east-1', `${seed} public`);
  return { ...registry, host: `public.ecr.aws/${ALIAS}` };
}

/** The world as ECR Public sees it: its own registry, ARNs without a Region, and nothing told to EventBridge. */
export function publicSide(world: World): World {
  const repository = (name: string) => `arn:aws:ecr-public::${world.account}:repository/${name}`;
  return {
    ...world,
    registry: world.publicRegistry,
    arns: { ...world.arns, repository },
    send: () => {},
  };
}
