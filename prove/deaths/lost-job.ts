import { outcomes, runJobs } from '../../test/support/fleet.ts';
import { differs, type Story, told } from './story.ts';

export const lostJob: Story = {
  name: 'a lost job',
  settings: `
playbooks:
  rerun-failed-task:
    settings:
      comeBackMinutes: 2
      steadySeconds: 30
      network: { worker: { subnets: [subnet-1], securityGroups: [sg-1] } }
`,
  begin(world) {
    const done = { kind: 'exit', afterSeconds: 200, exitCode: 0 } as const;
    world.fleet.behave({ on: { family: 'worker' }, failure: done });
    const lost = { kind: 'spot-interruption', afterSeconds: 20 } as const;
    world.fleet.behave({ on: { capacityProvider: 'FARGATE_SPOT' }, failure: lost, times: 1 });
    runJobs(world, 1);
  },
  breaches: (world) => [
    ...differs(world.fleet.tasks({ family: 'worker' }).length, 2),
    ...differs(outcomes(world).length, 1),
    ...differs(told(world, 'RESOLVED'), 1),
    ...differs(world.bus.deadLetters, []),
  ],
};
