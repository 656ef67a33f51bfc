import { triageDoor } from '../shared/runtime/triage-door.ts';
import { ECS } from '../shared/triage/ecs.ts';

export const handler = triageDoor(ECS);
