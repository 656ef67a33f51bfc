import { expectMessage, expectRow, expectService } from './checks.ts';
import { CLUSTER, nextRevision } from './fleet.ts';
import type { Scenario } from './scenario.ts';

export const responderDies: Scenario = {
  name: 'responder-dies',
  summary: "Watchkeeper's own Lambda dies right after it rolled orders-api back (mode act, by tag)",
  expects: 'It is invoked again, finds its work done, and goes on: one rollback, one message',
  begins: '09:30',

  async play({ world: { fleet }, scene, pass, settle, writes, troubleLambda }) {
    scene('Somebody deploys orders-api:18, which exits at once.');
    const bad = nextRevision(fleet, 'orders-api');
    fleet.behave({
      on: { taskDefinition: bad },
      failure: { kind: 'exit', afterSeconds: 5, exitCode: 2, logLines: ['config: unknown key "queue.url"'] },
    });
    let died = false;
    troubleLambda((when) => {
      if (died || when !== 'before' || writes().length === 0) return;
      died = true;
      scene('Our Lambda dies: the rollback was sent, but not written down. In a minute it is invoked again.');
      throw new Error('Runtime exited with error: signal: killed');
    });
    fleet.deploy(CLUSTER, 'orders-api', bad);
    await pass(4 * 60);
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: ['UpdateService'], outcomes: ['held'] }),
    ...expectMessage(ending, 'RESOLVED', 'rolled back to orders-api:17'),
    ...expectService(ending, 'orders-api', 'orders-api:17', 3),
    ...(ending.world.engine.executions().some(({ crashes }) => crashes.length === 1)
      ? []
      : ['the Lambda did not die']),
  ],
};
