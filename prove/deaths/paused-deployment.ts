import { outcomes, writes } from '../../test/support/fleet.ts';
import { pauseDeployment } from '../../test/support/paused.ts';
import { OPENSSL } from '../../test/support/scans.ts';
import { differs, type Story, told } from './story.ts';

export const pausedDeployment: Story = {
  name: 'a deployment that waits at a hook',
  settings: 'playbooks: { answer-scan: { mode: off } }',
  async begin(world) {
    const { fleet } = world;
    fleet.addCluster({ name: 'prod' });
    fleet.createRepository({ name: 'payments' });
    await pauseDeployment(world, { before: (digest) => fleet.completeScan('payments', digest, [OPENSSL]) });
  },
  breaches: (world) => [
    // The hook was put there before.
    ...differs(writes(world), ['UpdateService', 'ContinueServiceDeployment']),
    ...differs(outcomes(world).length, 1),
    ...differs(told(world, 'RESOLVED'), 1),
    ...differs(world.bus.deadLetters, []),
  ],
};
