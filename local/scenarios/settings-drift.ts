import { expectMessage, expectRow, hasButton } from './checks.ts';
import type { Ending, Scenario, Stage } from './scenario.ts';

const NEW = ['shop/wishlist', 'shop/vouchers'];

/** What may be set is set for both at once, and the open door is left to people. */
export const settingsDrift: Scenario = {
  name: 'settings-drift',
  summary: 'A team makes two repositories by hand: not scanned, with tags that move, one open to everybody',
  expects: 'One digest of all that differs; once approved it is set and checked, and who may pull is told',
  begins: '15:00',

  async play({ world, scene, until, click, messages, settle, pass }) {
    scene(`${NEW.join(' and ')} are new, and not as the rules for shop/* say. shop/cart is.`);
    makeRepositories(world);
    scene('The daily look at the settings is due.');
    world.tick('enforce-repository-settings');
    await until('a question is asked', () => messages().some(({ message }) => hasButton(message)), 10);
    await pass(60);
    await click('approve');
    await settle(60);
  },

  check: (ending) => [
    ...expectRow(ending, {
      incidents: 1,
      messages: 1,
      writes: ['PutRegistryScanningConfiguration', 'PutImageTagMutability', 'PutImageTagMutability'],
    }),
    ...expectMessage(ending, 'NEEDS YOU', 'lets everybody do ecr:BatchGetImage', 'get-repository-policy'),
    ...expectImmutable(ending),
  ],
};

function makeRepositories({ fleet }: Stage['world']): void {
  fleet.createRepository({ name: 'shop/cart', immutability: 'IMMUTABLE', scanOnPush: true });
  const Statement = [{ Sid: 'Demo', Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }];
  const policyText = JSON.stringify({ Version: '2012-10-17', Statement });
  fleet.createRepository({ name: 'shop/wishlist', policyText });
  fleet.createRepository({ name: 'shop/vouchers' });
}

function expectImmutable({ world }: Ending): string[] {
  const { repositories = [] } = world.fleet.send('ECR', 'DescribeRepositories', {
    repositoryNames: NEW,
  }) as { repositories?: readonly { repositoryName?: string; imageTagMutability?: string }[] };
  return repositories
    .filter(({ imageTagMutability }) => imageTagMutability !== 'IMMUTABLE')
    .map(({ repositoryName }) => `the tags of ${repositoryName} may still move`);
}
