import { expectRow, expectService } from './checks.ts';
import { CLUSTER, nextRevision } from './fleet.ts';
import type { Scenario } from './scenario.ts';

export const healthy: Scenario = {
  name: 'healthy',
  summary: 'A deployment and a scale-in: tasks stop, and nothing is wrong',
  expects: 'Silence: no incident, no message, nothing changed',
  begins: '08:00',
  tellsNormalLife: true,

  async play({ world: { fleet }, scene, pass }) {
    scene('Somebody deploys identity-api:24; it is well.');
    fleet.deploy(CLUSTER, 'identity-api', nextRevision(fleet, 'identity-api'));
    await pass(6 * 60);
    scene('checkout-web is scaled in from 6 to 4 tasks.');
    fleet.scale(CLUSTER, 'checkout-web', 4);
    await pass(4 * 60);
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 0, messages: 0, writes: [] }),
    ...expectService(ending, 'identity-api', 'identity-api:24', 3),
    ...expectService(ending, 'checkout-web', 'checkout-web:88', 4),
  ],
};
