import { expect, it } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { type Properties, resourcesOf, target, text } from '../../../scripts/template.ts';

/** Who may reach the stack from outside, by its resource policies and addresses. */
export function checkEntrances({ template }: Stack): void {
  const permissions = resourcesOf(template, 'AWS::Lambda::Permission').map(
    ([, { Properties }]) => Properties,
  );

  it('only the Slack door has an address, and only it may be called by anybody', () => {
    const urls = resourcesOf(template, 'AWS::Lambda::Url').map(([, { Properties }]) => Properties);

    expect(urls.map(({ TargetFunctionArn }) => target(TargetFunctionArn))).toEqual(['SlackLambdaFunction']);
    expect(permissions.map(({ FunctionName }) => target(FunctionName))).toEqual(
      permissions.map(() => 'SlackLambdaFunction'),
    );
  });

  it('the Slack door is called by its address only, never as a function', () => {
    const limits = permissions.map(({ FunctionUrlAuthType, InvokedViaFunctionUrl }) =>
      String(FunctionUrlAuthType ?? InvokedViaFunctionUrl),
    );

    expect(limits.sort()).toEqual(['NONE', 'true']);
  });

  it('no other account is let in anywhere', () => {
    const foreign = JSON.stringify(template).match(/"AWS":|"Principal":\{(?!"Service":)/g);

    expect(foreign).toBeNull();
  });

  it('a flood of events runs at most ten triages of a domain at once, and waits in the queue', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');

    expect(mappings.map(([, { Properties }]) => Properties.ScalingConfig)).toEqual([
      { MaximumConcurrency: 10 },
      { MaximumConcurrency: 10 },
      { MaximumConcurrency: 10 },
    ]);
  });

  it('a function is told the names of its secrets, never a secret', () => {
    const named = resourcesOf(template, 'AWS::Lambda::Function').flatMap(([, { Properties }]) =>
      Object.entries((Properties.Environment as { Variables: Properties }).Variables),
    );
    const secrets = named.filter(([name]) => /TOKEN|SECRET|KEY|PASSWORD/.test(name));

    expect(secrets.length).toBe(7);
    for (const [name, value] of secrets) expect(text(value), name).toMatch(/^\/watchkeeper\/prod\/[a-z-]+$/);
  });
}
