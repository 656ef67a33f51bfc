import type { World } from '../../local/world.ts';
import { busyService, SCALE_SETTINGS } from '../../test/support/busy-service.ts';
import { outcomes, writes } from '../../test/support/fleet.ts';
import { differs, type Story, told } from './story.ts';

/** Each change comes once: the tasks, then the bounds around them. */
const SCALED = ['UpdateService', 'RegisterScalableTarget'];

export const alarm: Story = {
  name: 'an alarm',
  settings: `playbooks: { scale-on-alarm: { settings: ${JSON.stringify(SCALE_SETTINGS)} } }`,
  begin: busyService,
  breaches: (world) => [
    // Twice: a processor that is fully busy does not tell how much too small the service is.
    ...differs(writes(world), [...SCALED, ...SCALED]),
    ...differs(desired(world), 9),
    ...differs(outcomes(world).length, 1),
    ...differs(told(world, 'RESOLVED'), 1),
    ...differs(world.bus.deadLetters, []),
  ],
};

function desired({ fleet }: World): number | undefined {
  return fleet.snapshot().services.find(({ name }) => name === 'payments-api')?.desired;
}
