import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../../shared/domain/errors.ts';
import { checkConfig, decodeConfig } from '../../../shared/runtime/config/index.ts';
import { PLAYBOOKS, problemsIn } from './sample.ts';

const DEFAULTS = {
  mode: 'observe',
  playbooks: {
    'stop-crash-loop': { settings: { threshold: 5, remedy: 'roll-back', network: {} } },
    'rerun-failed-task': { settings: { tries: 3 } },
  },
  clusters: [],
  routes: [{ channel: '#ops' }],
  approvers: [],
  approval: { expiresMinutes: 15, snoozeMinutes: 30 },
  protect: [],
  freezes: [],
  budgets: { perTargetPerDay: 10, perAccountPerHour: 20 },
  cooldownMinutes: 30,
  fleet: { maxFailingPercent: 40, minFailingServices: 3, windowMinutes: 15 },
};

const FULL = `
mode: off
playbooks:
  stop-crash-loop: { mode: ask, settings: { threshold: 3, network: { web: { subnets: [a] } } } }
clusters: [{ cluster: prod-*, mode: act }, { cluster: "*", mode: observe }]
routes:
  - { cluster: prod, playbook: rerun-failed-task, severity: critical, channel: C0123456789 }
  - channel: "#ops-eu"
approvers: [U0AAAAAAA, W0AAAAAAA]
approval: { expiresMinutes: 5 }
protect: [{ cluster: "*", name: billing-*, reason: by hand only }]
freezes:
  - { name: Nights, timezone: Europe/Berlin, days: [fri, sat], from: "22:00", to: "06:00" }
  - { name: Sunday, timezone: UTC, days: [sun], from: "00:00", to: "24:00" }
  - { name: Day, timezone: America/New_York, start: 2026-12-24, end: 2026-12-24 }
  - { name: Launch, timezone: Asia/Tokyo, start: 2026-12-24T18:00, end: 2026-12-25T09:30 }
budgets: { perTargetPerDay: 0 }
cooldownMinutes: 0
fleet: { maxFailingPercent: 12.5 }
`;

describe('shared/runtime/config', () => {
  it.each(['', '# nothing but a comment\n', '{}', '---\n'])('gives the defaults for %j', (text) => {
    const config = decodeConfig(text, 'w.yml', PLAYBOOKS);

    expect(config).toEqual(DEFAULTS);
  });

  it('takes what is written and fills in the rest', () => {
    const config = decodeConfig(FULL, 'w.yml', PLAYBOOKS);

    expect(config).toMatchObject({
      mode: 'off',
      playbooks: {
        'stop-crash-loop': {
          mode: 'ask',
          settings: { threshold: 3, remedy: 'roll-back', network: { web: { subnets: ['a'] } } },
        },
        'rerun-failed-task': { settings: { tries: 3 } },
      },
      approval: { expiresMinutes: 5, snoozeMinutes: 30 },
      budgets: { perTargetPerDay: 0, perAccountPerHour: 20 },
      cooldownMinutes: 0,
      fleet: { maxFailingPercent: 12.5, minFailingServices: 3 },
    });
    expect(config.freezes).toHaveLength(4);
    expect(config.routes[0]).toEqual({
      cluster: 'prod',
      playbook: 'rerun-failed-task',
      severity: 'critical',
      channel: 'C0123456789',
    });
  });

  it('survives a round trip through JSON, as packaging needs', () => {
    const config = decodeConfig(FULL, 'w.yml', PLAYBOOKS);

    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });

  it('is frozen through and through', () => {
    const config = decodeConfig(FULL, 'w.yml', PLAYBOOKS);

    for (const part of [config, config.routes, config.freezes[0], config.playbooks['stop-crash-loop']]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    expect(Object.isFrozen(config.playbooks['stop-crash-loop']?.settings)).toBe(true);
  });

  it('lists every problem at once, one a line, in the order of the file', () => {
    const text =
      'mode: obsrve\nplaybooks:\n  stop-crash-loop:\n    settings:\n      threshhold: 3\nbudget: {}\n';
    const decode = () => decodeConfig(text, 'conf/w.yml', PLAYBOOKS);

    expect(decode).toThrow(ConfigurationError);
    expect(decode).toThrow(
      [
        'conf/w.yml:1:7 mode: must be one of off, observe, ask, act, not "obsrve"; did you mean "observe"?',
        'conf/w.yml:5:7 playbooks.stop-crash-loop.settings.threshhold: unknown key; did you mean "threshold"?',
        'conf/w.yml:6:1 budget: unknown key; did you mean "budgets"?',
      ].join('\n'),
    );
  });

  it.each([
    [
      'an unknown playbook',
      'playbooks: { stop-crash-lop: {} }',
      '1:14 playbooks.stop-crash-lop: unknown playbook',
    ],
    [
      'a setting of the wrong type',
      'playbooks: { rerun-failed-task: { settings: { tries: many } } }',
      'a number',
    ],
    [
      'an unknown key deep in a setting',
      'playbooks: { stop-crash-loop: { settings: { network: { web: { subnets: [a], subnet: [b] } } } } }',
      'settings.network.web.subnet: unknown key; did you mean "subnets"?',
    ],
    ['a list for a mapping', '- mode: act', '1:1: must be a mapping of keys to values, not a list'],
    ['a key without a value', 'mode:', '1:6 mode: has no value'],
    ['an unquoted channel', 'routes:\n  - channel: #ops', '2:14 routes[0].channel: has no value'],
    ['no route at all', 'routes: []', 'routes: must not be empty'],
    [
      'a route that is no catch-all at the end',
      'routes: [{ cluster: prod, channel: "#a" }]',
      'somebody is always told',
    ],
    [
      'a route behind a catch-all',
      'routes: [{ channel: "#a" }, { channel: "#b" }]',
      '1:10 routes[0]: takes every',
    ],
    [
      'a channel with an invisible character',
      'routes: [{ channel: "#ops\\u202e" }]',
      '1:21 routes[0].channel: has a control or invisible character',
    ],
    [
      'a reason with a control character',
      'protect: [{ cluster: a, name: b, reason: "x\\e[2J" }]',
      'protect[0].reason: has a control or invisible character',
    ],
    ['a channel that is none', 'routes: [{ channel: "Ops Team" }]', '"Ops Team" is not a Slack channel'],
    [
      'a route for an unknown playbook',
      'routes: [{ playbook: rerun-failed-tasks, channel: "#a" }, { channel: "#b" }]',
      'did you mean "rerun-failed-task"?',
    ],
    ['a name for a user id', 'approvers: [anna]', '1:13 approvers[0]: "anna" is not a Slack user\'s id'],
    ['asking without anybody to ask', 'mode: ask', 'approvers: empty, but a mode in this file is "ask"'],
    ['an ARN for a name', 'clusters: [{ cluster: "arn:aws:ecs", mode: act }]', 'not an ARN'],
    [
      'an empty pattern',
      'protect: [{ cluster: "", name: x, reason: y }]',
      'protect[0].cluster: "" is not a name',
    ],
    [
      'a cluster rule that never matches',
      'clusters: [{ cluster: "*", mode: act }, { cluster: prod, mode: off }]',
      '1:41 clusters[1]: has no effect: "*" above it matches first',
    ],
    ['a boolean for a mode', 'mode: false', 'must be one of off, observe, ask, act, not false'],
    ['a negative budget', 'budgets: { perTargetPerDay: -1 }', 'must be at least 0, not -1'],
    ['half an action', 'budgets: { perAccountPerHour: 0.5 }', 'must be a whole number, not 0.5'],
    ['an endless budget', 'budgets: { perAccountPerHour: .inf }', 'must be a number, not Infinity'],
    ['a share of nothing', 'fleet: { maxFailingPercent: 0 }', 'must be more than 0, not 0'],
    ['a share that is no number', 'fleet: { maxFailingPercent: .nan }', 'must be a number, not NaN'],
    ['a share of more than all', 'fleet: { maxFailingPercent: 101 }', 'must be at most 100, not 101'],
    ['a number in quotes', 'cooldownMinutes: "30"', 'must be a number, not "30"'],
    ['a key of every object', 'constructor: 1', 'constructor: unknown key'],
    ['a key that changes prototypes', '__proto__: { mode: act }', '__proto__: unknown key'],
    ['the merge key of YAML 1.1', '<<: { mode: act }', '"<<": unknown key'],
  ])('refuses %s', (_name, text, expected) => {
    const problems = problemsIn(text);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('never shows a secret, wherever it stands', () => {
    const token = 'xoxb-123456789012-AbCdEfGh';
    const text = `mode: ${token}\n# https://hooks.slack.com/services/T0/B0/xyz\n${token}: AKIAABCDEFGHIJKLMNOP\n`;

    const problems = problemsIn(text).join('\n');

    expect(problems).toContain('w.yml:1:7: this looks like a Slack token');
    expect(problems).toContain('w.yml:2:3: this looks like a Slack webhook');
    expect(problems).toContain('w.yml:3:29: this looks like an AWS access key');
    expect(problems).not.toMatch(/xoxb-1|services\/T0|AKIAA/);
  });

  it('shows each problem on one visible line', () => {
    const problems = problemsIn('"\\e[31mred\\nfoo\\u202e": 1\nmode: "a\\u2028b"\n');

    for (const problem of problems) expect(problem).toMatch(/^\P{C}+$/u);
    expect(problems).toHaveLength(2);
  });

  it('survives any text: a configuration, or problems with a place', () => {
    const line = fc.constantFrom(
      'mode: ',
      'routes:',
      '  - ',
      '{ ',
      '] ',
      '&a ',
      '*a ',
      '? ',
      '"',
      '#',
      '!!x ',
      '\n',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(line, fc.string())).map((parts) => parts.join('')),
    );

    fc.assert(
      fc.property(text, (candidate) => {
        const checked = checkConfig(candidate, PLAYBOOKS);

        if (checked.type === 'valid') return;
        expect(checked.problems.length).toBeGreaterThan(0);
        for (const { line: at, column } of checked.problems) expect(Math.min(at, column)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
