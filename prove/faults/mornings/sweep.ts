import { minutes } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';
import { fillRegistry, missedImages, SWEPT, scanWith } from './registry.ts';

/** A registry is cleaned: images go into the archive, come back from it, and are deleted. */
export const sweep: Morning = {
  name: 'sweep',
  settings: `
cooldownMinutes: 5
playbooks:
  clean-images:
    settings: { rules: [{ repositories: '*', keepYoungerDays: 1 }], maxPercent: 100, deleteAfterDays: 1 }
`,
  problems: [[SWEPT, 'clean-images', 'registry']],
  services: [],
  looks: true,
  misses: missedImages,
  async begin(world) {
    fillRegistry(world);
    scanWith(world, 'ENHANCED');
    await minutes(world, 2 * 24 * 60);
    world.tick('clean-images');
    return unmended;
  },
};
