import { expect, it } from 'vitest';
import type { Stack } from '../../scripts/stack.ts';
import { resourcesOf, type Template } from '../../scripts/template.ts';
import { matchesPattern, type Pattern } from '../../test/support/event-pattern.ts';
import { openEventPath } from '../support/event-path.ts';
import { drain } from '../support/queue.ts';
import { samples } from './samples.ts';

const SAMPLES = samples();

/** moto has no TestEventPattern, so every sample is put on a bus with the rule. */
export function checkPatterns({ template }: Stack): void {
  it.each(rulesForEvents(template))(
    '%s takes the samples that our own evaluator takes, and no other',
    async (id, { Properties }) => {
      const pattern = Properties.EventPattern as Pattern;
      const path = await openEventPath(`rule-${id}`, pattern);

      // No pattern of ours looks at the resources, so they can carry the sample's name.
      await path.put(...SAMPLES.map(({ file, event }) => ({ ...event, resources: [file] })));

      const taken = (await drain(path)).flatMap(({ resources }) => resources);
      const expected = SAMPLES.filter(({ event }) => matchesPattern(pattern, withoutLists(event)));
      expect(taken.sort()).toEqual(expected.map(({ file }) => file).sort());
      expect(SAMPLES.filter(({ event }) => matchesPattern(pattern, event))).not.toEqual([]);
    },
  );

  it('the samples that moto misses are failed containers, and what was found in images', () => {
    const patterns = rulesForEvents(template).map(([, { Properties }]) => Properties);
    const passes = (event: unknown) =>
      patterns.some(({ EventPattern }) => matchesPattern(EventPattern as Pattern, event));

    const missed = SAMPLES.filter(({ event }) => passes(event) && !passes(withoutLists(event)));

    expect(missed.map(({ file }) => file).filter((file) => file.startsWith('events/'))).toEqual([
      'events/aws.ecs/task-stopped-application-exit-job.json',
      'events/aws.ecs/task-stopped-finished.json',
      'events/aws.ecs/task-stopped-out-of-memory-job.json',
      'events/aws.inspector2/finding-critical.json',
      'events/aws.inspector2/finding-unfixed.json',
    ]);
  });
}

/** A rule with a schedule has no pattern. */
function rulesForEvents(template: Template) {
  return resourcesOf(template, 'AWS::Events::Rule').filter(
    ([, { Properties }]) => Properties.ScheduleExpression === undefined,
  );
}

/**
 * An event as moto sees it: it does not look into a list of objects, such as `containers`, which EventBridge does
 * (https://github.com/aws/event-ruler). When moto learns it, the first test fails: then this can go.
 */
function withoutLists<Value>(value: Value): Value {
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([, inner]) => !isListOfObjects(inner));
  const pruned = kept.map(([key, inner]) => [key, Array.isArray(inner) ? inner : withoutLists(inner)]);
  return Object.fromEntries(pruned);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.some((one) => one !== null && typeof one === 'object');
}
