import { openDatabase } from '../../local/database.ts';
import { checkLedger } from './contract.ts';

checkLedger(openDatabase);
