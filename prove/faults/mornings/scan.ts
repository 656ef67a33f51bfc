import { minutes } from '../../../test/support/fleet.ts';
import { OPENSSL, roll } from '../../../test/support/scans.ts';
import type { Morning } from './morning.ts';
import { fillRegistry, missedImages, SCANNED, scanWith } from './registry.ts';

/** Some layer, so that it is asked which base image has it. */
const LAYER = `sha256:${'1a'.repeat(32)}`;

/** Something is found in an image that runs. */
export const scan: Morning = {
  name: 'scan',
  settings: `
cooldownMinutes: 5
playbooks:
  answer-scan: { settings: { actions: [rebuild, quarantine] } }
`,
  problems: [[SCANNED, OPENSSL.name]],
  services: [],
  misses: missedImages,
  async begin(world) {
    const { fleet } = world;
    const scanned = fillRegistry(world);
    scanWith(world, 'ENHANCED');
    await minutes(world, 10);
    fleet.completeScan(SCANNED, scanned, [{ ...OPENSSL, layer: LAYER }]);
    return () => {
      const clean = fleet.pushImage(SCANNED, { tags: ['1.1'] });
      fleet.completeScan(SCANNED, clean, []);
      roll(world, 'payments-api', '1.1');
    };
  },
};
