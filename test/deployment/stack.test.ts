import { rmSync } from 'node:fs';
import { afterAll, describe } from 'vitest';
import { packagedStack } from '../../scripts/stack.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkBill } from './checks/bill-of-materials.ts';
import { checkBundles } from './checks/bundles.ts';
import { checkDashboard } from './checks/dashboard.ts';
import { checkDenials } from './checks/denials.ts';
import { checkEntrances } from './checks/entrances.ts';
import { checkFunctions } from './checks/functions.ts';
import { checkGrowth } from './checks/growth.ts';
import { checkIamReference } from './checks/iam-reference.ts';
import { checkLeastPrivilege } from './checks/least-privilege.ts';
import { checkPermissions } from './checks/permissions.ts';
import { checkQueues } from './checks/queues.ts';
import { checkRules } from './checks/rules.ts';
import { checkSafekeeping } from './checks/safekeeping.ts';
import { checkStructure } from './checks/structure.ts';

// Packaging takes seconds, so every check of the packaged stack hangs on this one file.
const stack = await packagedStack();
afterAll(() => rmSync(stack.folder, { recursive: true }));

describe('serverless.yml, packaged', () => {
  describe('alarms', () => checkAlarms(stack));
  describe('bill of materials', () => checkBill(stack));
  describe('bundles', () => checkBundles(stack));
  describe('entrances', () => checkEntrances(stack));
  describe('least privilege', () => checkLeastPrivilege(stack));
  describe('growth', () => checkGrowth(stack));
  describe('what a role forbids', () => checkDenials(stack));
  describe('the reference', () => checkIamReference(stack));
  describe('dashboard', () => checkDashboard(stack));
  describe('functions', () => checkFunctions(stack));
  describe('permissions', () => checkPermissions(stack));
  describe('queues', () => checkQueues(stack));
  describe('rules', () => checkRules(stack));
  describe('safekeeping', () => checkSafekeeping(stack));
  describe('structure', () => checkStructure(stack));
});
