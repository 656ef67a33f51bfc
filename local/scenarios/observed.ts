import { expectMessage, expectRow } from './checks.ts';
import { CLUSTER, nextRevision } from './fleet.ts';
import type { Scenario } from './scenario.ts';

export const observed: Scenario = {
  name: 'observed',
  summary: 'catalog-api crash-loops too, but its team tagged it watchkeeper:mode = observe',
  expects: 'One message that says what would have been done; nothing changed',
  begins: '09:20',

  async play({ world: { fleet }, scene, pass, settle }) {
    scene('Somebody deploys catalog-api:13; its command does not exist in the image.');
    const bad = nextRevision(fleet, 'catalog-api');
    const healthyAgain = fleet.behave({
      on: { taskDefinition: bad },
      failure: {
        kind: 'exit',
        afterSeconds: 3,
        exitCode: 127,
        logLines: ['/bin/sh: catlog-server: not found'],
      },
    });
    fleet.deploy(CLUSTER, 'catalog-api', bad);
    await pass(3 * 60);
    await settle();
    scene('Its team saw the message, and rolls back by hand.');
    healthyAgain();
    fleet.deploy(CLUSTER, 'catalog-api', 'catalog-api:12');
    await pass(5 * 60);
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: [], outcomes: ['observed'] }),
    ...expectMessage(ending, 'OBSERVED', 'would roll catalog-api back to catalog-api:12'),
  ],
};
