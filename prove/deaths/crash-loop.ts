import { outcomes, steadyService, writes } from '../../test/support/fleet.ts';
import { differs, type Story, told } from './story.ts';

export const crashLoop: Story = {
  name: 'a crash loop',
  settings: 'playbooks: { stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2 } } }',
  begin(world) {
    const { bad } = steadyService(world, 'payments-api', 1);
    world.fleet.deploy('prod', 'payments-api', bad);
  },
  breaches: (world) => [
    ...differs(writes(world), ['UpdateService']),
    ...differs(outcomes(world), [{ type: 'held', reason: '1 of 1 tasks run payments-api:1' }]),
    ...differs(told(world, 'RESOLVED'), 1),
    ...differs(world.bus.deadLetters, []),
  ],
};
