import { afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '../local/wire/index.ts';
import { headlines, ONCALL, outcomes, threadLines, writes } from '../test/support/fleet.ts';
import { ungranted } from './support/calls.ts';
import { answer, closeAll, crashLoop, interruptedJob, service } from './support/stories.ts';

afterEach(closeAll);

describe('the shipped bundles', () => {
  it('carry a crash loop from its first event to a service that holds', async () => {
    const { here, good } = await crashLoop();
    expect(writes(here)).toEqual([]);

    const answered = await answer(here, 'approve');
    await here.minutes(30);

    expect(answered).toMatchObject({ statusCode: 200 });
    expect(service(here)).toMatchObject({ taskDefinition: good, running: 3, steady: true });
    expect(writes(here)).toEqual(['UpdateService']);
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
    expect(threadLines(here).at(-1)).toBe('*RESOLVED in 5 min*: 3 of 3 tasks run payments-api:1.');
    expect(outcomes(here)).toEqual([{ type: 'held', reason: '3 of 3 tasks run payments-api:1' }]);
    const [execution] = here.engine.executions();
    expect(execution?.crashes).toEqual([]);
    expect(execution?.invocations).toBeGreaterThan(5);
  });

  it('run an interrupted job again, in the network that its rule names', async () => {
    const here = await interruptedJob();

    await answer(here, 'approve');
    await here.minutes(60);

    expect(writes(here)).toEqual(['RunTask']);
    expect(here.fleet.calls.find(({ command }) => command === 'RunTask')?.input).toMatchObject({
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
    });
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
  });

  it('do nothing when a person says no, or when somebody who may not clicks', async () => {
    const { here, bad } = await crashLoop();

    await answer(here, 'approve', 'U0STRANGER');
    await answer(here, 'deny');
    await here.minutes(30);

    expect(here.slack.whispers()).toMatchObject([{ user: 'U0STRANGER' }]);
    expect(writes(here)).toEqual([]);
    expect(service(here)?.taskDefinition).toBe(bad);
    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'approval-denied' }]);
  });

  it('turn away a click that Slack did not sign, or signed ten minutes ago', async () => {
    const { here } = await crashLoop();
    const [root = { channel: '', ts: '' }] = here.slack.messages('#ops');
    const click = here.slack.click(root, 'approve', ONCALL);
    const forged = { ...click, headers: { ...click.headers, 'x-slack-signature': `v0=${'0'.repeat(64)}` } };

    const first = await here.knock(forged);
    await here.minutes(10);
    const second = await here.knock(click);

    expect([first, second]).toMatchObject([{ statusCode: 401 }, { statusCode: 401 }]);
    expect(writes(here)).toEqual([]);
  });

  it('call nothing that the role of their function does not grant, and only the alias that exists', async () => {
    const here = await interruptedJob();
    await answer(here, 'approve');
    await here.minutes(60);

    const invoked = here.requests
      .filter(({ service }) => service === 'lambda')
      .map(commandOf)
      .filter(({ command }) => command === 'Invoke')
      .map(({ input }) => input as { FunctionName: string; Qualifier: string });

    expect(ungranted(here.requests, here.deployment.template)).toEqual([]);
    const aliases = here.deployment.all<{ Name: string; FunctionName: string }>('AWS::Lambda::Alias');
    const there = aliases.map(({ FunctionName, Name }) => `${FunctionName}:${Name}`);
    expect(invoked).toMatchObject([{ FunctionName: expect.stringMatching(/-respond$/) }]);
    for (const { FunctionName, Qualifier } of invoked)
      expect(there).toContain(`${FunctionName}:${Qualifier}`);
  });

  it('log no error and no secret, and count what the dashboard shows', async () => {
    const { here } = await crashLoop();
    await answer(here, 'approve');
    await here.minutes(30);

    const lines = here
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(lines.filter(({ level }) => level === 'ERROR' || level === 'WARN')).toEqual([]);
    expect(here.output()).not.toMatch(/xoxb-|local-signing-secret/);
    const counted = new Set(lines.filter((line) => '_aws' in line).flatMap((line) => Object.keys(line)));
    const { DashboardBody } = here.deployment.properties<{ DashboardBody: string }>('Dashboard');
    const shown = [...DashboardBody.matchAll(/MetricName=\\"([\w-]+)\\"/g)].map(([, name]) => name);
    // Nothing was refused here.
    expect(shown.filter((name) => !counted.has(name ?? ''))).toEqual(['refusals']);
  });
});
