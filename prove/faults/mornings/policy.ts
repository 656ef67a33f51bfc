import { steadyService } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';

const RULE = { cluster: 'prod', service: 'calm', metric: 'cpu', target: 60, min: 1, max: 4 };
const STEPS = {
  cluster: 'prod',
  service: 'stepped',
  metric: 'cpu',
  min: 1,
  max: 4,
  out: { above: 70, steps: [{ from: 0, tasks: 1 }] },
  scheduled: [{ name: 'evening', schedule: 'cron(0 19 * * ? *)', max: 3 }],
};

/** Services that should scale by a policy, in steps and by the clock, and have nothing. */
export const policy: Morning = {
  name: 'policy',
  settings: `
cooldownMinutes: 5
playbooks: ${JSON.stringify({ 'enforce-scaling-policy': { settings: { rules: [RULE, STEPS] } } })}
`,
  problems: [],
  services: ['calm', 'stepped'],
  looks: true,
  begin(world) {
    steadyService(world, 'calm', 3);
    steadyService(world, 'stepped', 3);
    world.tick('enforce-scaling-policy');
    return unmended;
  },
};
