import type { FaultKind } from '../fault.ts';
import { half } from '../wrong-answers.ts';

/** It was done, and the answer cannot be read. */
export const BROKEN_BODY: readonly FaultKind[] = [
  { name: 'body cut off', answer: async ({ send }) => ({ ...half(await send()), cut: true }) },
  { name: 'half a body', answer: async ({ send }) => half(await send()) },
  { name: 'body is HTML', answer: async ({ send }) => ({ ...(await send()), body: '<html>welcome</html>' }) },
  {
    name: 'body without its fields',
    answer: async ({ send, service }) => ({ ...(await send()), body: service === 'ec2' ? '<R></R>' : '{}' }),
  },
];
