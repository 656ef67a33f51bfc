import { channel } from 'node:diagnostics_channel';
import type { Interceptable } from '../shared/aws/intercept.ts';
import { type AtWork, atWork } from './door.ts';

/** One SDK command that a function sends. `client` and `command` without those words: `ECS`, `RunTask`. */
export interface DoorCall extends AtWork {
  readonly client: string;
  readonly command: string;
  /** As it was sent: nobody may change it. */
  readonly input: object;
}

const calls = channel('watchkeeper:door-calls');

/** Hear of every call that a function sends, in whichever world of this process; gives a way to end it. */
export function onDoorCall(hear: (call: DoorCall) => void): () => void {
  const listener = (message: unknown) => hear(message as DoorCall);
  calls.subscribe(listener);
  return () => void calls.unsubscribe(listener);
}

/** Worlds may share a ledger, and then its client. */
const told = new WeakSet<Interceptable>();

/** Let `onDoorCall` hear what is sent through this client; free of cost while nobody does. */
export function tellDoorCalls(client: Interceptable): void {
  if (told.has(client)) return;
  told.add(client);
  client.middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      (call) => {
        const work = atWork();
        if (work === undefined || !calls.hasSubscribers) return next(call);
        const names = {
          client: clientName.replace(/Client$/, ''),
          command: commandName.replace(/Command$/, ''),
        };
        calls.publish({ ...work, ...names, input: call.input } satisfies DoorCall);
        return next(call);
      },
    { step: 'initialize', priority: 'high', name: 'doorCalls' },
  );
}
