import { createWire } from '../../local/wire/index.ts';
import { serveWire } from '../../local/wire/server.ts';
import { REPOSITORY, TODAY } from '../../prove/worlds/images.ts';
import { openShop } from '../../prove/worlds/shop.ts';
import { largeRepository } from './repository.ts';

const DAY = 24 * 3600 * 1000;

/** The simulated ECR with a large repository, in a process of its own: its memory is not the product's. */
const world = openShop('observe', { start: TODAY - 100 * DAY });
world.fleet.createRepository({ name: REPOSITORY.name });
for (const { digest, tags, bytes, children, subject, pushedAt, status } of largeRepository(
  Number(process.argv[2]),
)) {
  world.fleet.pushImage(REPOSITORY.name, {
    ...{ digest, tags, bytes, pushedAt: Date.parse(pushedAt) },
    ...(children && { children }),
    ...(subject && { subject }),
  });
  if (status === 'ARCHIVED') world.fleet.archiveImage(REPOSITORY.name, { imageDigest: digest });
}
await world.timeline.run(TODAY);
const { endpoint } = await serveWire(createWire(world));
process.send?.(endpoint);
