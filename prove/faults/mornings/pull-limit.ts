import { runJobs } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';

const LIMITED =
  'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: pull image manifest for redis:7: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.';

/** Docker Hub's limit is one for all that pull without a name: it keeps many tasks from starting. */
export const pullLimit: Morning = {
  name: 'pull limit',
  settings: `
cooldownMinutes: 5
playbooks: { rerun-failed-task: { mode: off } }
`,
  problems: [['Docker Hub', 'propose-pull-cache', 'registry']],
  services: [],
  begin(world) {
    const failure = { kind: 'start-failure', stoppedReason: LIMITED } as const;
    world.fleet.behave({ on: { family: 'worker' }, failure });
    runJobs(world, 40);
    return unmended;
  },
};
