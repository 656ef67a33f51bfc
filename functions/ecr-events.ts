import { triageDoor } from '../shared/runtime/triage-door.ts';
import { ECR } from '../shared/triage/ecr.ts';

export const handler = triageDoor(ECR);
