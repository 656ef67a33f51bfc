import type { FaultKind } from '../fault.ts';
import { refusal } from '../wrong-answers.ts';

/** AWS, or something before it, says no. */
export const REFUSED: readonly FaultKind[] = [
  refused('throttled', 'ThrottlingException', 'Rate exceeded', 400),
  refused('internal error', 'InternalServerError', 'We encountered an internal error', 500),
  refused(
    'expired credentials',
    'ExpiredTokenException',
    'The security token included in the request is expired',
    400,
  ),
  refused('denied', 'AccessDeniedException', 'User is not authorized to perform this operation', 403),
  {
    name: 'clock skew',
    async answer({ service }) {
      const answer = refusal(service, 'InvalidSignatureException', 'Signature expired: it is too old', 403);
      return {
        ...answer,
        headers: { ...answer.headers, date: new Date(Date.now() + 900_000).toUTCString() },
      };
    },
  },
  {
    name: '503 in HTML',
    answer: async () => ({
      status: 503,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Try later</h1>',
    }),
  },
];

function refused(name: string, code: string, message: string, status: number): FaultKind {
  return { name, answer: async ({ service }) => refusal(service, code, message, status) };
}
