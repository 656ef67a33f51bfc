import { expectMessage, expectRerun, expectRow } from './checks.ts';
import type { Scenario } from './scenario.ts';

export const spotJob: Scenario = {
  name: 'spot-job',
  summary: 'AWS takes the Spot capacity of the scheduled job nightly-report',
  expects: 'Run again at once on FARGATE, until it has finished',
  begins: '08:40',

  async play({ world: { fleet }, scene, pass, settle }) {
    scene('The schedule starts nightly-report on FARGATE_SPOT; it takes about nine minutes.');
    const on = { family: 'nightly-report' };
    fleet.behave({ on, failure: { kind: 'exit', afterSeconds: 540, exitCode: 0 } });
    fleet.fireSchedule('nightly-report');
    await pass(3 * 60);
    scene('AWS wants its Spot capacity back.');
    fleet.strike(on, { kind: 'spot-interruption', afterSeconds: 0 });
    await pass(4 * 60);
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: ['RunTask'], outcomes: ['held'] }),
    ...expectMessage(ending, 'RESOLVED', 'started again as nightly-report:6 on FARGATE'),
    ...expectRerun(ending, '"capacityProvider":"FARGATE"', 'the rerun was not put on FARGATE'),
  ],
};
