import { describe, expect, it } from 'vitest';
import { createMeter } from '../../shared/runtime/metrics.ts';
import { linesWritten } from '../support/standard-output.ts';

const ENVIRONMENT = { stage: 'test' };

describe('shared/runtime/metrics', () => {
  it('adds counts of the same name and dimensions up into one EMF line', async () => {
    const meter = createMeter(ENVIRONMENT);
    meter.measure('signals', 1, { kind: 'ecs.task-stopped' });
    meter.measure('signals', 2, { kind: 'ecs.task-stopped' });
    meter.measure('signals', 1, { kind: 'ecs.service-action' });

    const lines = (await linesWritten(meter.flush)).map((line) => JSON.parse(line));

    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ signals: 3, kind: 'ecs.task-stopped', service: 'watchkeeper-test' });
    expect(lines[0]._aws.CloudWatchMetrics[0]).toMatchObject({
      Namespace: 'Watchkeeper',
      Metrics: [{ Name: 'signals', Unit: 'Count' }],
    });
  });

  it('lends no metric the dimensions of the one before', async () => {
    const meter = createMeter(ENVIRONMENT);
    meter.measure('signals', 1, { kind: 'ecs.task-stopped' });
    meter.measure('incidents', 1, { playbook: 'stop-crash-loop' });

    const [, incidents] = (await linesWritten(meter.flush)).map((line) => JSON.parse(line));

    expect(incidents).toMatchObject({ incidents: 1, playbook: 'stop-crash-loop' });
    expect(incidents).not.toHaveProperty('kind');
    expect(incidents).not.toHaveProperty('signals');
  });

  it('keeps durations apart, in seconds, for percentiles', async () => {
    const meter = createMeter(ENVIRONMENT);
    meter.measure('time-to-fix-seconds', 30, { playbook: 'stop-crash-loop' });
    meter.measure('time-to-fix-seconds', 90, { playbook: 'stop-crash-loop' });

    const lines = (await linesWritten(meter.flush)).map((line) => JSON.parse(line));

    expect(lines.map((line) => line['time-to-fix-seconds'])).toEqual([30, 90]);
    expect(lines[0]._aws.CloudWatchMetrics[0].Metrics[0].Unit).toBe('Seconds');
  });

  it('writes each measurement once, and nothing when there is none', async () => {
    const meter = createMeter(ENVIRONMENT);
    meter.measure('incidents', 1);
    await linesWritten(meter.flush);

    expect(await linesWritten(meter.flush)).toEqual([]);
  });

  it('leaves out a value that is no number rather than failing the work', async () => {
    const meter = createMeter(ENVIRONMENT);
    meter.measure('time-to-fix-seconds', Number.NaN);

    expect(await linesWritten(meter.flush)).toEqual([]);
  });
});
