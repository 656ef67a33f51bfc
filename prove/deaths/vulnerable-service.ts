import { minutes, outcomes, writes } from '../../test/support/fleet.ts';
import { OPENSSL, roll, runService } from '../../test/support/scans.ts';
import { differs, type Story, told } from './story.ts';

export const vulnerableService: Story = {
  name: 'a service whose image turns out to be vulnerable',
  settings: 'playbooks: { answer-scan: { settings: { actions: [roll-back] } } }',
  async begin(world) {
    const { fleet } = world;
    fleet.addCluster({ name: 'prod' });
    fleet.createRepository({ name: 'payments' });
    fleet.send('ECR', 'PutRegistryScanningConfiguration', { scanType: 'ENHANCED' });
    const [old = '', now = ''] = ['1.0', '1.1'].map((tag) => fleet.pushImage('payments', { tags: [tag] }));
    runService(world, 'payments-api', '1.0');
    await minutes(world, 10);
    roll(world, 'payments-api', '1.1');
    await minutes(world, 20);
    fleet.completeScan('payments', old, []);
    fleet.completeScan('payments', now, [OPENSSL]);
  },
  breaches: (world) => [
    // EventBridge knows no token: the roll-back may be asked for twice, and is done once.
    ...differs(
      writes(world).filter((command) => command !== 'PutEvents'),
      ['PutRegistryScanningConfiguration', 'UpdateService'],
    ),
    ...differs(outcomes(world).length, 2),
    ...differs(told(world, 'RESOLVED'), 2),
    ...differs(world.bus.deadLetters, []),
  ],
};
