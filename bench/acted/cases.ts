import { changing } from '../../local/load/shapes.ts';
import { putCpuAlarm } from '../../local/scenarios/cpu-alarm.ts';
import { CLUSTER, nextRevision } from '../../local/scenarios/fleet.ts';
import type { World } from '../../local/world.ts';

const MINUTE = 60_000;

/** One kind of trouble that one playbook acts on. */
export interface Case {
  readonly playbook: string;
  /** Let the trouble begin. */
  begin(world: World): Promise<void>;
}

/** More than a message shows, as most containers write: one page is enough to read the end. */
const LOG_LINES = Array.from({ length: 20 }, (_, line) => `line ${line + 1}`);

export const CASES: readonly Case[] = [
  {
    playbook: 'stop-crash-loop',
    async begin({ fleet }) {
      const bad = nextRevision(fleet, 'payments-api');
      fleet.behave({
        on: { taskDefinition: bad },
        failure: { kind: 'exit', afterSeconds: 12, exitCode: 1, logLines: LOG_LINES },
      });
      fleet.deploy(CLUSTER, 'payments-api', bad);
    },
  },
  {
    playbook: 'rerun-failed-task',
    async begin({ fleet, timeline }) {
      const on = { family: 'nightly-report' };
      fleet.behave({ on, failure: { kind: 'exit', afterSeconds: 540, exitCode: 0 } });
      fleet.fireSchedule('nightly-report');
      await timeline.run(timeline.now() + 3 * MINUTE);
      for (const { taskArn = '' } of fleet.tasks(on)) {
        fleet.putLogLines('/ecs/nightly-report', `ecs/app/${taskArn.split('/').at(-1)}`, LOG_LINES);
      }
      fleet.strike(on, { kind: 'spot-interruption', afterSeconds: 0 });
    },
  },
  {
    playbook: 'scale-on-alarm',
    async begin({ fleet, timeline }) {
      const service = 'identity-api';
      const changes = [{ at: timeline.now() + 5 * MINUTE, to: 3.6 }];
      fleet.putLoad({ cluster: CLUSTER, service, load: changing(1.8, changes) });
      const limit = { Threshold: 70, ComparisonOperator: 'GreaterThanThreshold' } as const;
      putCpuAlarm(fleet, service, 'identity-cpu-high', limit);
    },
  },
];
