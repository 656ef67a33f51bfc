import { currentDoor, type Door } from '../../../local/door.ts';
import type { Interceptable } from '../../../shared/aws/intercept.ts';

/** One SDK command that a function sent. `client` and `command` without those words: `ECS`, `RunTask`. */
export interface SdkCall {
  readonly door: Door;
  readonly client: string;
  readonly command: string;
  readonly input: object;
}

export interface Recording {
  readonly calls: readonly SdkCall[];
  /** Write down what is sent through a client while one of our functions is at work. */
  intercept(client: Interceptable): void;
}

export function createRecording(): Recording {
  const calls: SdkCall[] = [];
  return {
    calls,
    intercept: (client) =>
      client.middlewareStack.add(
        (next, { clientName = '', commandName = '' }) =>
          (call) => {
            const door = currentDoor();
            const command = commandName.replace(/Command$/, '');
            if (door !== undefined)
              calls.push({ door, client: clientName.replace(/Client$/, ''), command, input: call.input });
            return next(call);
          },
        { step: 'initialize', priority: 'high', name: 'iamRecording' },
      ),
  };
}
