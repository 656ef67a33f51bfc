import { checkLedger } from '../test/ledger/contract.ts';
import { openMotoDatabase } from './support/database.ts';

checkLedger(() => openMotoDatabase('ledger-contract'));
