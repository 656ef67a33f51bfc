import { expect, it as vitestIt } from 'vitest';
import type { Stack } from '../../../scripts/stack.ts';
import { resource, text } from '../../../scripts/template.ts';
import type { MetricName } from '../../../shared/deps.ts';
import { METRICS_NAMESPACE } from '../../../shared/runtime/metrics.ts';
import type { Register } from './facts.ts';

/** One widget each, for what the code counts. */
const COUNTED = [
  'signals',
  'incidents',
  'actions',
  'refusals',
  'outcomes',
  'time-to-fix-seconds',
] as const satisfies readonly MetricName[];

const LINK =
  /^https:\/\/\$\{AWS::Region\}\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=\$\{AWS::Region\}#dashboards\/dashboard\/watchkeeper-prod$/;

export function checkDashboard({ template }: Stack, it: Register = vitestIt): void {
  const { DashboardName, DashboardBody } = resource(template, 'Dashboard').Properties;
  const { 'Fn::Sub': body } = DashboardBody as { 'Fn::Sub': string };

  it('the dashboard has the name of the stack, and a link to it is given', () => {
    expect(DashboardName).toBe('watchkeeper-prod');
    expect(text(template.Outputs.DashboardUrl?.Value)).toMatch(LINK);
  });

  it('the dashboard shows what the code counts, under the names that it counts by', () => {
    const searches = [...JSON.stringify(JSON.parse(body)).matchAll(/SEARCH\('(.*?)'/g)].map(
      ([, found]) => found,
    );

    expect(searches.map((found) => found?.replaceAll('\\\\\\"', '').replaceAll('\\"', '').trim())).toEqual(
      COUNTED.map((name) => `Namespace=${METRICS_NAMESPACE} MetricName=${name} service=watchkeeper-prod`),
    );
  });

  it('the dashboard shows every queue and every function', () => {
    const { widgets } = JSON.parse(body) as { widgets: { properties: { metrics: unknown[][] } }[] };
    const shown = widgets.flatMap(({ properties }) => properties.metrics).map((metric) => metric.join(' '));

    expect(widgets).toHaveLength(9);
    expect(shown.filter((metric) => metric.startsWith('AWS/'))).toHaveLength(36);
  });
}
