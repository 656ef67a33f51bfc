import { SILENT } from '../../../local/log.ts';
import { createKillSwitch, createSecret } from '../../../shared/aws/parameters.ts';
import { KILL_SWITCH, SECRET } from '../account.ts';
import type { ContractCall } from './call.ts';

export const PARAMETERS: readonly ContractCall[] = [
  { what: 'a secret', does: ({ clients }) => createSecret(clients, SECRET, Date.now)() },
  { what: 'an unknown secret', does: ({ clients }) => createSecret(clients, '/unknown', Date.now)() },
  {
    what: 'the kill switch',
    does: ({ clients }) => createKillSwitch(clients, KILL_SWITCH, Date.now, SILENT)(),
  },
];
