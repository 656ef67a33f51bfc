import type { Protocol } from './message.ts';
import { type Parts, restJson } from './rest.ts';

/** Amazon Inspector: whether it is on, and what it sees running. */
export const INSPECTOR: Protocol = restJson('Inspector2', [
  { command: 'BatchGetAccountStatus', method: 'POST', path: /^\/status\/batch\/get$/, input },
  { command: 'ListCoverage', method: 'POST', path: /^\/coverage\/list$/, input },
]);

function input({ body }: Parts): object {
  return JSON.parse(body);
}
