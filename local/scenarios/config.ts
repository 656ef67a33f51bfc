import type { Config } from '../../shared/domain/config.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';

/** The on-call person, as Slack knows them, and their name. */
export const ONCALL = 'U01ONCALL1';
export const PEOPLE: Readonly<Record<string, string>> = { [ONCALL]: 'ana' };

/** What the team of this fleet wrote: jobs may be rerun at once, services are asked about. */
const TEXT = `
mode: ask
approvers: [${ONCALL}]
routes:
  - channel: "#ops-prod"
playbooks:
  rerun-failed-task:
    mode: act
    settings: { memoryIncreasePercent: 50 }
  stop-crash-loop:
    mode: ask
  restore-image:
    mode: act
  scale-on-alarm:
    mode: act
    settings:
      rules:
        - { target: service/prod/identity-api, mode: target, value: 60, min: 3, max: 10 }
        - { target: capacity-provider/media-hosts, alarm: "*-full", mode: step, sets: maxSize, max: 6, steps: [{ add: 2 }] }
        - { target: capacity-provider/media-hosts, alarm: "*-enough", mode: step, sets: maxSize, min: 3, max: 6, steps: [{ exactly: 3 }] }
  gate-deployment:
    mode: act
    settings: { continueClean: true }
  enforce-repository-settings:
    settings:
      rules: [{ repositories: "shop/*", scan: on-push, tags: immutable, accounts: [] }]
  keep-hours:
    mode: act
    settings:
      schedules:
        - name: Office hours
          timezone: Europe/Berlin
          up: [{ days: [mon, tue, wed, thu, fri], from: "07:00", to: "19:00" }]
          services: [{ cluster: staging, name: "*" }]
`;

export function demoConfig(): Config {
  return decodeConfig(TEXT, 'the demo configuration');
}
