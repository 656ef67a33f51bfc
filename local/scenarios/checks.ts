import type { Ending } from './scenario.ts';

/** Numbers and words that must come out as told; gives a sentence for each that does not. */
export function expectRow(
  { row }: Ending,
  wanted: Partial<Pick<Ending['row'], 'incidents' | 'messages' | 'writes' | 'outcomes' | 'decision'>>,
): string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const found = row[name as keyof typeof wanted];
    return same(found, value) ? [] : [`${name}: ${words(found)} instead of ${words(value)}`];
  });
}

/** Whether people are asked to approve something. */
export function hasButton(message: object): boolean {
  return JSON.stringify(message).includes('"action_id":"approve"');
}

/** The newest message must begin so, and say each of these somewhere. */
export function expectMessage({ messages }: Ending, begins: string, ...says: readonly string[]): string[] {
  const message = messages.at(-1)?.message;
  if (message === undefined) return ['there is no message'];
  const all = JSON.stringify(message);
  return [
    ...(message.text.startsWith(begins) ? [] : [`the message begins "${message.text}", not "${begins}"`]),
    ...says.filter((text) => !all.includes(text)).map((text) => `the message does not say "${text}"`),
  ];
}

/** A service must run so many tasks of this revision, steadily. */
export function expectService({ world }: Ending, name: string, revision: string, tasks: number): string[] {
  const service = world.fleet.snapshot().services.find((one) => one.name === name);
  const steady = service?.steady === true && service.running === tasks && service.desired === tasks;
  if (steady && service.taskDefinition.endsWith(`/${revision}`)) return [];
  return [
    `${name}: ${service?.running} of ${service?.desired} tasks of ${service?.taskDefinition}, not ${tasks} of ${revision}`,
  ];
}

/** The last task that was run must have been asked for with these words in its input. */
export function expectRerun({ world }: Ending, asks: string, otherwise: string): string[] {
  const run = world.fleet.calls.findLast(({ command }) => command === 'RunTask');
  return JSON.stringify(run?.input).includes(asks) ? [] : [otherwise];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function words(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}
