import { pauseDeployment } from '../../../test/support/paused.ts';
import { OPENSSL } from '../../../test/support/scans.ts';
import { type Morning, unmended } from './morning.ts';
import { SCANNED, scanWith } from './registry.ts';

/** A deployment waits at a pause hook, and its image has a vulnerability. */
export const paused: Morning = {
  name: 'paused deployment',
  settings: `
cooldownMinutes: 5
playbooks: { answer-scan: { mode: off } }
`,
  problems: [['payments-api']],
  services: ['payments-api'],
  async begin(world) {
    const { fleet } = world;
    fleet.addCluster({ name: 'prod' });
    fleet.createRepository({ name: SCANNED });
    scanWith(world, 'ENHANCED');
    await pauseDeployment(world, { before: (digest) => fleet.completeScan(SCANNED, digest, [OPENSSL]) });
    return unmended;
  },
};
