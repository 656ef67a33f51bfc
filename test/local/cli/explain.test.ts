import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainCommand } from '../../../local/cli/explain.ts';
import type { Explanation, PlaybookResult } from '../../../local/explain/explanation.ts';
import { ownSample } from '../../signals/samples.ts';
import { changedAnywhere } from './hostile.ts';
import { terminal } from './terminal.ts';

const SPOT = ownSample('aws.ecs/task-stopped-spot-interrupted-job.json');
const CRASH = ownSample('aws.ecs/task-stopped-application-exit-service.json');
const FOREIGN = { id: 'x1', source: 'aws.s3', 'detail-type': 'Object Created', detail: {} };
const text = (value: unknown) => JSON.stringify(value, null, 2);

function explanations(stdout: string): readonly Explanation[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Explanation);
}

/** What one playbook makes of the only event. */
function resultIn(stdout: string, playbook: string): PlaybookResult | undefined {
  const { results } = JSON.parse(stdout) as Explanation;
  return results.find((result) => result.playbook === playbook);
}

describe('local/cli/explain', () => {
  it('gives one laid-out JSON object for one event, with the keys of the contract', async () => {
    const { io, written } = terminal({ 'spot.json': text(SPOT) });

    const code = await explainCommand(['spot.json', '--json'], io);

    expect(code).toBe(0);
    expect(written.stderr).toBe('');
    expect(written.stdout).toContain('{\n  "event": {\n');
    expect(JSON.parse(written.stdout)).toMatchObject({
      event: { id: SPOT.id, source: 'aws.ecs', detailType: 'ECS Task State Change' },
      door: 'ecs-events',
      signal: { kind: 'ecs.task-stopped', id: SPOT.id },
      cause: { code: 'spot-interrupted', retryable: true, expected: false },
    });
    expect(resultIn(written.stdout, 'rerun-failed-task')).toMatchObject({
      triage: 'respond',
      decision: 'act',
      actions: [{ kind: 'ecs.run-task' }],
    });
    expect(resultIn(written.stdout, 'stop-crash-loop')).toMatchObject({
      triage: 'ignore',
      decision: 'nothing',
      actions: [],
    });
  });

  it('gives one line of JSON for each of several events, whatever they come from', async () => {
    const files = { 'spot.json': text(SPOT), 'foreign.json': text(FOREIGN) };
    const { io, written } = terminal(files, `${JSON.stringify(CRASH)}\n${JSON.stringify(SPOT)}\n`);

    const code = await explainCommand(['--json', 'spot.json', '-', 'foreign.json'], io);

    expect(code).toBe(0);
    expect(explanations(written.stdout).map(({ event }) => event.id)).toEqual([
      SPOT.id,
      CRASH.id,
      SPOT.id,
      'x1',
    ]);
  });

  it('says nothing of an event that nobody listens to, and finds that fine', async () => {
    const { io, written } = terminal({}, text(FOREIGN));

    const code = await explainCommand(['-', '--json'], io);

    expect(code).toBe(0);
    expect(written.stderr).toBe('');
    expect(JSON.parse(written.stdout)).toEqual({
      event: { id: 'x1', source: 'aws.s3', detailType: 'Object Created' },
      door: null,
      signal: null,
      cause: null,
      results: [],
      reason: "no parser listens to 'Object Created' from 'aws.s3'",
    });
  });

  it.each([['{}'], ['null'], ['42'], ['"text"']])(
    'takes %s for an event that says nothing',
    async (input) => {
      const { io, written } = terminal({}, input);

      const code = await explainCommand(['-', '--json'], io);

      expect(code).toBe(0);
      expect(JSON.parse(written.stdout)).toMatchObject({
        event: { id: null, source: null, detailType: null },
        signal: null,
        results: [],
      });
    },
  );

  it.each([
    ['malformed JSON', '{"a": ', /^e\.json: not JSON: Unexpected end of JSON input$/],
    ['an empty file', '', /^e\.json: empty: expected an event as JSON$/],
    [
      'a known event without detail',
      text({ ...SPOT, detail: undefined }),
      /^e\.json: malformed event: .*detail/,
    ],
    [
      'a known event with a bad ARN',
      text({ ...SPOT, detail: { taskArn: 'x' } }),
      /^e\.json: malformed event: .*"x"/,
    ],
  ])('refuses %s in one line', async (_what, input, line) => {
    const { io, written } = terminal({ 'e.json': input });

    const code = await explainCommand(['e.json', '--json'], io);

    expect(code).toBe(2);
    expect(written.stdout).toBe('');
    expect(written.stderr.endsWith('\n')).toBe(true);
    expect(written.stderr.trimEnd()).toMatch(line);
  });

  it('refuses a file that is not there in one line', async () => {
    const { io, written } = terminal();

    const code = await explainCommand(['gone.json'], io);

    expect(code).toBe(2);
    expect(written).toEqual({ stdout: '', stderr: 'gone.json: cannot be read: there is no such file\n' });
  });

  it('explains the good ones among several, and names the line of each bad one', async () => {
    const lines = [
      JSON.stringify(SPOT),
      '{"oops',
      JSON.stringify({ ...CRASH, detail: [] }),
      JSON.stringify(CRASH),
    ];
    const { io, written } = terminal({}, lines.join('\n'));

    const code = await explainCommand(['-', 'gone.json', '--json'], io);

    expect(code).toBe(2);
    expect(explanations(written.stdout).map(({ event }) => event.id)).toEqual([SPOT.id, CRASH.id]);
    expect(written.stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^standard input:2: not JSON: /),
      expect.stringMatching(/^standard input:3: malformed event: .*detail/),
      expect.stringMatching(/^gone\.json: cannot be read/),
    ]);
  });

  it.each([
    ['--config my.yml', ['--config', 'my.yml'], { 'my.yml': 'mode: act\n' }],
    ['the watchkeeper.yml that is there', [], { 'watchkeeper.yml': 'mode: act\n' }],
  ])('applies the rules of %s', async (_what, args, files) => {
    const { io, written } = terminal({ ...files, 'spot.json': text(SPOT) });

    const code = await explainCommand(['spot.json', '--json', ...args], io);

    expect(code).toBe(0);
    expect(resultIn(written.stdout, 'rerun-failed-task')?.verdict).toMatchObject({ type: 'act' });
  });

  it('only observes where there is no configuration', async () => {
    const { io, written } = terminal({ 'spot.json': text(SPOT) });

    await explainCommand(['spot.json', '--json'], io);

    expect(resultIn(written.stdout, 'rerun-failed-task')?.verdict).toEqual({
      type: 'observe',
      by: 'mode',
      reason: 'mode observe from the default',
    });
  });

  it.each([
    [['spot.json', '--config', 'gone.yml'], 'gone.yml: cannot be read: there is no such file\n'],
    [
      ['spot.json', '--config', 'b\u001b[2Jad\u202e.yml'],
      'bad.yml:1:1 modee: unknown key; did you mean "mode"?\n',
    ],
    [['spot.json', '--config', 'bad.yml'], 'bad.yml:1:1 modee: unknown key; did you mean "mode"?\n'],
    [[], /^Name an event file, or - for standard input\.\nusage: watchkeeper explain/],
    [['--jsn', 'spot.json'], /^Unknown option '--jsn'.*\nusage: watchkeeper explain/],
    [['spot.json', '--config'], /argument missing.*\nusage: watchkeeper explain/],
  ])('refuses the arguments %j', async (args, message) => {
    const { io, written } = terminal({
      'spot.json': text(SPOT),
      'bad.yml': 'modee: act\n',
      'b\u001b[2Jad\u202e.yml': 'modee: act\n',
    });

    const code = await explainCommand(args, io);

    expect(code).toBe(2);
    expect(written.stdout).toBe('');
    if (typeof message === 'string') expect(written.stderr).toBe(message);
    else expect(written.stderr).toMatch(message);
  });

  it('takes any JSON: exit code 0 or 2, and a JSON object for each event that it can use', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), changedAnywhere(SPOT), changedAnywhere(CRASH)),
        async (event) => {
          const { io, written } = terminal({}, JSON.stringify(event));

          const code = await explainCommand(['-', '--json'], io);

          expect(code === 0 ? written.stderr : written.stdout).toBe('');
          if (code === 0) expect(written.stdout).toMatch(/^\{\s*"event":/);
          else expect(written.stderr).toMatch(/^[^\n]+\n$/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('local/cli/explain for people', () => {
  async function told(event: unknown, config = ''): Promise<string> {
    const { io, written } = terminal({ 'watchkeeper.yml': config }, text(event));
    await explainCommand(['-'], io);
    return written.stdout;
  }

  it('says what happened, why, what would be done, and how far the guardrails let it go', async () => {
    const story = await told(SPOT, 'mode: ask\napprovers: [U0AAAAAAA]\n');

    expect(story).toContain(
      'Task bc92cd2e512b (nightly-report:12) in prod stopped, 2026-03-02 09:41:25 UTC.',
    );
    expect(story).toContain('AWS took the Spot capacity back. (spot-interrupted: a restart can help)');
    expect(story).toContain('rerun-failed-task would run nightly-report:12 again');
    expect(story).toContain('It would ask in Slack first (mode ask from the default).');
    expect(story.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  });

  it('names the rule where its reason does not', async () => {
    const freeze = 'freezes: [{ name: March, timezone: UTC, start: 2026-03-01, end: 2026-03-03 }]';

    const frozen = await told(SPOT, `mode: act\n${freeze}\n`);
    const guarded = await told(SPOT, 'mode: act\nprotect: [{ cluster: prod, name: "*", reason: by hand }]\n');

    expect(frozen).toContain('change nothing (freeze "March" until ');
    expect(guarded).toContain('It may not: a guardrail forbids it (protected-resource: ');
  });

  it('says from which failure on a service would be rolled back', async () => {
    const story = await told(CRASH);

    expect(story).toContain('stop-crash-loop counts it: failure 1 of 5 within 10 min.');
    expect(story).toContain('At failure 5 it would roll payments-api back to payments-api:42');
    expect(story).toContain('It would only say so, and change nothing');
    expect(story).toContain('Assumed Before payments-api:43, payments-api:42 was steady');
  });

  it('says why nothing listens', async () => {
    expect(await told(FOREIGN)).toContain("Nothing: no parser listens to 'Object Created' from 'aws.s3'.");
    expect(await told(ownSample('aws.ecs/task-pending.json'))).toContain(
      'Nothing: no playbook listens to this kind of event.',
    );
  });

  it('shows no control character of an event, and keeps within the width', async () => {
    const evil = '\u001b[2J\u0007\u202e\nroot@host ';
    const detail = { ...(CRASH.detail as object), stoppedReason: evil.repeat(100), stopCode: evil };

    const story = await told({ ...CRASH, id: 'a', detail });

    expect(story).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(story.split('\n').filter((line) => line.length > 110 && !line.includes('…'))).toEqual([]);
  });
});
