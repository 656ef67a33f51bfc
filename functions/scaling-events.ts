import { triageDoor } from '../shared/runtime/triage-door.ts';
import { SCALING } from '../shared/triage/scaling.ts';

export const handler = triageDoor(SCALING);
