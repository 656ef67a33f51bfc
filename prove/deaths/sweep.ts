import { outcomes, writes } from '../../test/support/fleet.ts';
import { oldImages } from '../../test/support/old-images.ts';
import { differs, type Story, told } from './story.ts';

export const sweep: Story = {
  name: 'a sweep',
  settings: '',
  begin(world) {
    oldImages(world, 19);
    world.tick('clean-images');
  },
  breaches: (world) => [
    ...differs(writes(world), Array(4).fill('UpdateImageStorageClass')),
    ...differs(outcomes(world).length, 1),
    ...differs(told(world, 'DONE'), 1),
    ...differs(world.bus.deadLetters, []),
  ],
};
