import type { Config, Freeze, ProtectedResource, Route } from '../../shared/domain/config.ts';
import type { Mode } from '../../shared/domain/mode.ts';

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  off: 'off: does nothing',
  observe: 'observe: says what it would do, changes nothing',
  ask: 'ask: changes things after somebody approved in Slack',
  act: 'act: changes things by itself',
};

/** What a configuration opts into, in plain words. */
export function configSummary(config: Config): string {
  const { budgets, fleet } = config;
  return [
    section('How far it may go', modes(config)),
    section('Whom it tells', config.routes.map(routeWords)),
    section('Who may approve', [approverWords(config.approvers)]),
    section('What keeps it off', [
      ...config.protect.map((one) => `never ${protectedWords(one)}: ${one.reason}`),
      ...config.freezes.map(freezeWords),
      `at most ${budgets.perTargetPerDay} actions on one target a day, ${budgets.perAccountPerHour} in the account an hour`,
      `${config.cooldownMinutes} minutes of rest for a target after an incident was acted on`,
      `hands off when over ${fleet.maxFailingPercent} % of a cluster's services fail (from ${fleet.minFailingServices} on)`,
    ]),
  ].join('\n\n');
}

function protectedWords(rule: ProtectedResource): string {
  if ('repository' in rule) return `the repository ${rule.repository}`;
  if ('autoScalingGroup' in rule) return `the Auto Scaling group ${rule.autoScalingGroup}`;
  if ('capacityProvider' in rule) return `the capacity provider ${rule.capacityProvider}`;
  return `${rule.cluster}/${rule.name}`;
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function modes(config: Config): readonly string[] {
  const playbooks = Object.entries(config.playbooks).map(
    ([id, { mode }]) => `playbook ${id}: ${MODE_WORDS[mode ?? config.mode]}`,
  );
  const clusters = config.clusters.map(
    ({ cluster, mode }) => `in the cluster ${cluster}, ${MODE_WORDS[mode]}`,
  );
  return [
    ...playbooks,
    ...clusters,
    'a tag "watchkeeper:mode" on a service or task definition overrides these',
  ];
}

function routeWords({ channel, cluster, repository, playbook, severity }: Route, index: number): string {
  const conditions = [
    severity && `${severity} incidents`,
    playbook && `of ${playbook}`,
    cluster && `in the cluster ${cluster}`,
    repository && `about the repository ${repository}`,
  ].filter(Boolean);
  const rest = index === 0 ? 'everything' : 'everything else';
  return `${channel}: ${conditions.length > 0 ? conditions.join(' ') : rest}`;
}

function approverWords(approvers: readonly string[]): string {
  return approvers.length > 0 ? approvers.join(', ') : 'nobody';
}

function freezeWords(freeze: Freeze): string {
  const when =
    'days' in freeze
      ? `${freeze.days.join(', ')} from ${freeze.from} to ${freeze.to}`
      : `from ${freeze.start} to ${freeze.end}`;
  return `freeze "${freeze.name}" ${when} (${freeze.timezone})`;
}
