import type { FaultKind } from '../fault.ts';
import { BROKEN_BODY } from './broken-body.ts';
import { NO_ANSWER } from './no-answer.ts';
import { NOT_ALL } from './not-all.ts';
import { REFUSED } from './refused.ts';

export const FAULTS: readonly FaultKind[] = [...REFUSED, ...NO_ANSWER, ...BROKEN_BODY, ...NOT_ALL];
