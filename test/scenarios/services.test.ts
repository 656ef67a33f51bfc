import { describe, expect, it } from 'vitest';
import { crashLoop } from '../../local/scenarios/crash-loop.ts';
import { healthy } from '../../local/scenarios/healthy.ts';
import { observed } from '../../local/scenarios/observed.ts';
import { responderDies } from '../../local/scenarios/responder-dies.ts';
import { headlines, inputsOf, play } from './play.ts';

describe('local/scenarios: services', () => {
  it('healthy: a deployment and a scale-in are met with silence, for a reason', async () => {
    const played = await play(healthy);

    expect(played.row.problems).toEqual([]);
    expect(played.row).toMatchObject({ incidents: 0, messages: 0, writes: [] });
    expect(played.row.stops).toBe(5);
    expect(played.steps('cause').map(({ code }) => code)).toEqual(['deployment-replaced', 'scaled-in']);
    expect([...new Set(played.steps('triage').map(({ triage }) => triage))]).toEqual(['ignored']);
    expect(played.world.fleet.calls).toEqual([]);
    expect(played.world.engine.executions()).toEqual([]);
  });

  it('crash-loop: people are asked once, and what they approve is done once and holds', async () => {
    const played = await play(crashLoop);

    expect(played.row.problems).toEqual([]);
    expect(headlines(played)).toEqual([expect.stringMatching(/^RESOLVED in \d+ min · payments-api rolled/)]);
    expect(inputsOf(played, 'UpdateService')).toEqual([
      expect.objectContaining({
        service: expect.stringContaining('payments-api'),
        taskDefinition: expect.stringMatching(/payments-api:41$/),
      }),
    ]);
    expect(played.steps('verdict')).toMatchObject([{ verdict: 'ask', by: 'mode' }]);
    expect(played.steps('verification')).toMatchObject([
      { watch: 'verify', result: 'held' },
      { watch: 'hold', result: 'held' },
    ]);
    expect(played.said).toContain('approved by <@U01ONCALL1>');
    expect(played.said).toContain('budget 1 of 10 actions');
  });

  it('crash-loop: the question shows evidence, and no secret', async () => {
    const played = await play(crashLoop);

    const [question, answer] = played.steps('slack');
    const asked = JSON.stringify(question?.message.blocks);
    expect(asked).toContain('FATAL cannot start without a database');
    expect(asked).toContain('Approve rollback');
    expect(asked).not.toContain('hunter2');
    expect(JSON.stringify(answer?.message.blocks)).not.toContain('Approve rollback');
    expect(answer?.edits).toBeGreaterThan(0);
  });

  it('observed: it says what it would do, and does nothing', async () => {
    const played = await play(observed);

    expect(played.row.problems).toEqual([]);
    expect(headlines(played)).toEqual([expect.stringMatching(/^OBSERVED · catalog-api is crash-looping/)]);
    expect(played.said).toContain('nothing was changed');
    expect(played.row.writes).toEqual([]);
  });

  it('responder-dies: the work goes on where it stopped, and nothing is done twice', async () => {
    const played = await play(responderDies);

    expect(played.row.problems).toEqual([]);
    expect(headlines(played)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · orders-api rolled back/),
    ]);
    expect(inputsOf(played, 'UpdateService')).toHaveLength(1);
    expect(played.world.engine.executions().map(({ crashes }) => crashes.length)).toEqual([1]);
  });
});
