import { expectMessage, expectRow } from './checks.ts';
import type { Scenario } from './scenario.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/invoice-export-Ab3dEf';

export const missingSecret: Scenario = {
  name: 'missing-secret',
  summary: 'The job invoice-export cannot start: a key of its secret is missing',
  expects: 'No restart, because none can help; the exact secret is named',
  begins: '09:00',

  async play({ world: { fleet }, scene, pass, settle }) {
    scene('Somebody renamed a key of the secret. The schedule starts invoice-export.');
    fleet.behave({
      on: { family: 'invoice-export' },
      failure: { kind: 'secret-key-missing', key: 'SMTP_PASSWORD', secretArn: SECRET },
    });
    fleet.fireSchedule('invoice-export');
    await pass(2 * 60);
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: [], outcomes: ['nothing'] }),
    ...expectMessage(ending, 'NEEDS YOU', 'prod/invoice-export-Ab3dEf', 'SMTP_PASSWORD'),
  ],
};
