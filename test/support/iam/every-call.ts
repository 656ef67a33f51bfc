import { afterAll, expect } from 'vitest';
import { type DoorCall, onDoorCall } from '../../../local/door-calls.ts';

// Vitest runs this before every test file: whatever a test lets a function send, the function's role must allow.
const calls: DoorCall[] = [];
onDoorCall((call) => calls.push(call));

afterAll(async () => {
  if (calls.length === 0) return;
  // Most files let no function send anything, and need not load this.
  const { deniedOf } = await import('./granted.ts');
  expect(deniedOf(calls), 'calls that the role of their function denies').toEqual([]);
});
