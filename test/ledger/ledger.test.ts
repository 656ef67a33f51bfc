import { describe } from 'vitest';
import { openDatabase } from '../../local/database.ts';
import { openExplorerDatabase } from '../../local/explore/database.ts';
import { checkLedger } from './contract.ts';

describe('on dynalite', () => checkLedger(openDatabase));

// The explorer explores on a table of its own, which is worth as much as it is like DynamoDB.
describe("on the explorer's table", () => checkLedger(async () => openExplorerDatabase()));
