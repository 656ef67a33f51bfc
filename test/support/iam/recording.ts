import { type DoorCall, onDoorCall } from '../../../local/door-calls.ts';

/** What functions send while this is played. */
export async function recorded(play: () => Promise<unknown>): Promise<readonly DoorCall[]> {
  const calls: DoorCall[] = [];
  const end = onDoorCall((call) => calls.push(call));
  try {
    await play();
    return calls;
  } finally {
    end();
  }
}
