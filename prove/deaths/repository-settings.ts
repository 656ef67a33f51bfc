import { outcomes, writes } from '../../test/support/fleet.ts';
import { differs, type Story, told } from './story.ts';

const RULES = [{ repositories: '*', scan: 'on-push', tags: 'immutable' }];

export const repositorySettings: Story = {
  name: 'repositories that are not as they should be',
  settings: `playbooks: { enforce-repository-settings: { settings: ${JSON.stringify({ rules: RULES })} } }`,
  begin(world) {
    for (const name of ['web', 'api']) world.fleet.createRepository({ name });
    world.tick('enforce-repository-settings');
  },
  breaches: (world) => [
    ...differs(writes(world), [
      'PutRegistryScanningConfiguration',
      'PutImageTagMutability',
      'PutImageTagMutability',
    ]),
    ...differs(outcomes(world).length, 1),
    ...differs(told(world, 'DONE'), 1),
    ...differs(world.bus.deadLetters, []),
  ],
};
