import type { FaultKind } from '../fault.ts';
import { reset, timeout } from '../wrong-answers.ts';

/** Nothing comes back, and nobody knows whether it was done. */
export const NO_ANSWER: readonly FaultKind[] = [
  {
    name: 'no answer, no effect',
    async answer({ wait }) {
      wait();
      throw timeout();
    },
  },
  {
    name: 'no answer after the effect',
    async answer({ send, wait }) {
      await send();
      wait();
      throw timeout();
    },
  },
  {
    name: 'reset before the effect',
    async answer() {
      throw reset();
    },
  },
  {
    name: 'reset after the effect',
    async answer({ send }) {
      await send();
      throw reset();
    },
  },
];
