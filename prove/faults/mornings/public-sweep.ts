import { minutes } from '../../../test/support/fleet.ts';
import { PUBLIC_REPOSITORY, publicDigests, publicReleases } from '../../../test/support/public-registry.ts';
import { type Morning, unmended } from './morning.ts';
import { fillRegistry } from './registry.ts';

const DAY = 24 * 60;
const RELEASES = 4;
const NEWEST = 2;

/** A public repository is cleaned, of which a look a week ago found releases that nothing uses. */
export const publicSweep: Morning = {
  name: 'public sweep',
  settings: `
cooldownMinutes: 5
playbooks:
  clean-public-images:
    settings:
      rules: [{ repositories: '*', keepNewest: [{ tags: '*', count: ${NEWEST} }] }]
      maxPercent: 100
      deleteAfterDays: 7
`,
  problems: [[PUBLIC_REPOSITORY, 'clean-public-images', 'registry']],
  services: [],
  looks: true,
  async begin(world) {
    fillRegistry(world);
    publicReleases(world, RELEASES);
    world.tick('clean-public-images');
    await minutes(world, 7 * DAY);
    world.tick('clean-public-images');
    return unmended;
  },
  misses(world) {
    const left = publicDigests(world).length;
    return left < NEWEST ? [`only ${left} of the ${NEWEST} newest releases are left`] : [];
  },
};
