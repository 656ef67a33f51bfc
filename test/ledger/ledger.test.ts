import { describe } from 'vitest';
import { openDatabase } from '../../local/database.ts';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { checkLedger } from './contract.ts';
import { checkHours } from './hours.ts';

describe('on dynalite', () => {
  checkLedger(openDatabase);
  checkHours(openDatabase);
});

// What is explored and proven runs on a table of its own, which is worth as much as it is like DynamoDB.
describe('on the table in memory', () => {
  checkLedger(async () => openMemoryDatabase());
  checkHours(async () => openMemoryDatabase());
});
