import { triageDoor } from '../shared/runtime/triage-door.ts';

export const handler = triageDoor();
