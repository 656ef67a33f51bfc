import { expectMessage, expectRow, expectService } from './checks.ts';
import { CLUSTER, nextRevision } from './fleet.ts';
import type { Scenario } from './scenario.ts';

export const crashLoop: Scenario = {
  name: 'crash-loop',
  summary: 'A bad deployment of payments-api crash-loops',
  expects: 'One question in Slack; once approved, a rollback that holds',
  begins: '08:15',

  async play({ world: { fleet, slack }, scene, pass, until, settle, click, messages }) {
    scene('Somebody deploys payments-api:42, which cannot find its database.');
    const bad = nextRevision(fleet, 'payments-api');
    fleet.behave({
      on: { taskDefinition: bad },
      failure: {
        kind: 'exit',
        afterSeconds: 12,
        exitCode: 1,
        logLines: [
          'INFO  payments-api 2.15.0 starting',
          'ERROR connect postgres://payments:hunter2@ledger-db.internal:5432/ledger failed: no such host',
          'FATAL cannot start without a database',
        ],
      },
    });
    fleet.deploy(CLUSTER, 'payments-api', bad);
    const asked = () => messages().some(slack.isAsking);
    await until('people are asked', asked, 10);
    await pass(90);
    await click('approve');
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: ['UpdateService'], outcomes: ['held'] }),
    ...expectMessage(ending, 'RESOLVED', 'rolled back to payments-api:41'),
    ...expectService(ending, 'payments-api', 'payments-api:41', 4),
  ],
};
