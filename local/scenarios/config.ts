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
  enforce-repository-settings:
    settings:
      rules: [{ repositories: "shop/*", scan: on-push, tags: immutable, accounts: [] }]
`;

export function demoConfig(): Config {
  return decodeConfig(TEXT, 'the demo configuration');
}
