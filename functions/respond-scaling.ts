import { respondDoor } from '../shared/runtime/respond-door.ts';

export const handler = respondDoor();
