import { expectMessage, expectRow } from './checks.ts';
import type { Scenario } from './scenario.ts';

export const slackDown: Scenario = {
  name: 'slack-down',
  summary: 'Slack is down while the Spot job mail-digest is interrupted',
  expects: 'The job is run again all the same, and the message catches up',
  begins: '09:50',

  async play({ world: { fleet, slack }, scene, pass, settle }) {
    scene('The schedule starts mail-digest on FARGATE_SPOT. Slack goes down.');
    const on = { family: 'mail-digest' };
    fleet.behave({ on, failure: { kind: 'exit', afterSeconds: 300, exitCode: 0 } });
    fleet.fireSchedule('mail-digest');
    slack.goDown();
    await pass(2 * 60);
    scene('AWS wants its Spot capacity back.');
    fleet.strike(on, { kind: 'spot-interruption', afterSeconds: 0 });
    await pass(10 * 60);
    scene('Slack is back.');
    slack.comeBack();
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: ['RunTask'], outcomes: ['held'] }),
    ...expectMessage(ending, 'RESOLVED', 'started again as mail-digest:5'),
  ],
};
