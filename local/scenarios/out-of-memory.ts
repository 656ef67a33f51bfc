import { expectMessage, expectRerun, expectRow } from './checks.ts';
import type { Scenario } from './scenario.ts';

export const outOfMemory: Scenario = {
  name: 'out-of-memory',
  summary: 'The job train-recommender runs out of memory',
  expects: 'Run again with half as much memory again, until it has finished',
  begins: '09:05',

  async play({ world: { fleet }, scene, pass, settle }) {
    scene('The schedule starts train-recommender. Its data has grown: 2048 MiB are not enough.');
    const on = { family: 'train-recommender' };
    fleet.behave({ on, failure: { kind: 'exit', afterSeconds: 300, exitCode: 0 } });
    fleet.behave({
      on,
      times: 1,
      failure: {
        kind: 'out-of-memory',
        afterSeconds: 90,
        needsMiB: 2600,
        logLines: ['INFO  loading 48,120,553 interactions', 'WARN  heap 2011 MiB of 2048 MiB'],
      },
    });
    fleet.fireSchedule('train-recommender');
    await pass(4 * 60);
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: ['RunTask'], outcomes: ['held'] }),
    ...expectMessage(ending, 'RESOLVED', 'started again as train-recommender:11 on FARGATE with 3072 MiB'),
    ...expectRerun(ending, '"memory":3072', 'the rerun did not ask for 3072 MiB'),
  ],
};
