import type { ServiceModel, World } from './model.ts';

const KEPT_NOTES = 100;

/** A line in the service's own event list, newest first: DescribeServices shows the latest hundred. */
export function note(world: World, service: ServiceModel, text: string): void {
  const events = service.record.events ?? [];
  events.unshift({
    id: service.random.uuid(),
    createdAt: new Date(world.timeline.now()),
    message: `(service ${service.name}) ${text}`,
  });
  events.length = Math.min(events.length, KEPT_NOTES);
  service.record.events = events;
}

/** Tasks as the event list names them. */
export function listed(ids: readonly string[]): string {
  return ids.map((id) => `(task ${id})`).join(' ');
}
