import { expect, it } from 'vitest';
import { createWorld } from '../../local/world.ts';
import type { Stack } from '../../scripts/stack.ts';
import { type Properties, resource, resourcesOf } from '../../scripts/template.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { config } from '../../test/support/fleet.ts';
import { stopEvent } from '../../test/support/stops.ts';
import { openMotoDatabase } from '../support/database.ts';
import { type AwsEvent, openEventPath } from '../support/event-path.ts';
import { createQueue, drain } from '../support/queue.ts';
import { resolved } from './resolved.ts';

const BROKEN: AwsEvent = {
  source: 'aws.ecs',
  'detail-type': 'ECS Task State Change',
  resources: [],
  detail: { lastStatus: 'STOPPED', taskArn: 'not an ARN' },
};

export function checkQueues({ template }: Stack): void {
  const attributesOf = (properties: Properties) => {
    const entries = Object.entries(resolved(properties, template) as Properties);
    return Object.fromEntries(
      entries.map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    );
  };

  // A redrive policy is only taken once the queue that it names is there.
  const queues = resourcesOf(template, 'AWS::SQS::Queue').toSorted(
    ([, a], [, b]) => Number('RedrivePolicy' in a.Properties) - Number('RedrivePolicy' in b.Properties),
  );

  it.each(queues)('SQS takes %s as it is', async (name, { Properties }) => {
    const attributes = attributesOf(Properties);

    const queue = await createQueue(name, attributes);

    expect(spaceless(await queue.attributes())).toMatchObject(spaceless(attributes));
  });

  it('a broken event fails alone, comes as often as the queue allows, and ends with the dead letters', async () => {
    const database = await openMotoDatabase('redrive');
    const { deps } = createWorld({ config: config('observe'), database, aws: 'http' });
    const { maxReceiveCount } = resource(template, 'EcsEventsQueue').Properties.RedrivePolicy as {
      maxReceiveCount: number;
    };
    const dead = await createQueue('redrive-dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount });
    const path = await openEventPath(
      'redrive',
      { source: ['aws.ecs'] },
      { RedrivePolicy, VisibilityTimeout: '0' },
    );
    const received: string[] = [];
    await path.put(BROKEN, stopEvent({ task: 'a'.repeat(32), service: 'api' }) as AwsEvent);

    await path.poll((records) => {
      received.push(...records.map(({ body }) => JSON.parse(body).detail.taskArn));
      return triageBatch(records, ECS, deps);
    });

    const letters = await drain(dead);
    expect(received.filter((arn) => arn === 'not an ARN')).toHaveLength(maxReceiveCount);
    expect(received.filter((arn) => arn !== 'not an ARN')).toHaveLength(1);
    expect(letters.map(({ detail }) => detail)).toEqual([BROKEN.detail]);
  });
}

/** moto writes JSON with spaces, we write it without. */
function spaceless(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, value.replaceAll(' ', '')]),
  );
}
