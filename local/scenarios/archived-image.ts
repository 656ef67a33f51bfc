import { expectMessage, expectRow, expectService } from './checks.ts';
import { CLUSTER } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const NAME = 'cart-api';

export const archivedImage: Scenario = {
  name: 'archived-image',
  summary: 'A clean-up archives the image that cart-api runs, and one of its tasks has to be replaced',
  expects: 'The image is restored, and all tasks run as soon as it can be pulled',
  begins: '10:05',

  async play({ world: { fleet }, scene, pass, settle }) {
    scene('A lifecycle policy archives cart-api:release. Its tasks run on.');
    fleet.archiveImage(NAME, { imageTag: 'release' });
    await pass(60);
    scene('One of the tasks is lost with its host. The next one cannot pull the image.');
    const [task] = fleet.tasks({ cluster: CLUSTER, service: NAME });
    fleet.strike({ arns: [task?.taskArn ?? ''] }, { kind: 'spot-interruption', afterSeconds: 0 });
    await pass(2 * 60);
    await settle(120);
  },

  check: (ending) => [
    ...expectRow(ending, { messages: 1, writes: ['UpdateImageStorageClass'] }),
    ...expectMessage(ending, 'RESOLVED', 'restored cart-api:release'),
    ...expectService(ending, NAME, 'cart-api:9', 3),
  ],
};
