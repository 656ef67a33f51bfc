import { expectMessage, expectRow } from './checks.ts';
import { SERVICES, type ServiceName } from './fleet.ts';
import type { Scenario } from './scenario.ts';

/** The others live without the database. */
const STRUCK: readonly ServiceName[] = [
  'payments-api',
  'orders-api',
  'catalog-api',
  'identity-api',
  'cart-api',
];
const ALL = Object.keys(SERVICES).length;

export const fleetFailure: Scenario = {
  name: 'fleet-failure',
  summary: `The database is gone, and ${STRUCK.length} of ${ALL} services crash at the same time`,
  expects: 'Hands off, and one message for the whole cluster, which turns green when all are well',
  begins: '11:25',

  async play({ world: { fleet }, scene, pass, settle }) {
    scene('The database cluster fails over, and does not come back.');
    const failure = {
      kind: 'exit',
      afterSeconds: 4,
      exitCode: 1,
      logLines: ['FATAL  could not connect to ledger-db.internal:5432'],
    } as const;
    const failing = STRUCK.map((service) => fleet.behave({ on: { service }, failure }));
    for (const service of STRUCK) fleet.strike({ service }, failure);
    await pass(8 * 60);
    scene('Somebody brings the database back.');
    for (const stop of failing) stop();
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: STRUCK.length, messages: 1, writes: [] }),
    ...expectMessage(ending, 'RESOLVED'),
  ],
};
