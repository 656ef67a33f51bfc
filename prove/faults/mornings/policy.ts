import { steadyService } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';

const RULE = { cluster: 'prod', service: 'calm', metric: 'cpu', target: 60, min: 1, max: 4 };

/** A service that should have a scaling policy, and has none. */
export const policy: Morning = {
  name: 'policy',
  settings: `
cooldownMinutes: 5
playbooks: ${JSON.stringify({ 'enforce-scaling-policy': { settings: { rules: [RULE] } } })}
`,
  problems: [],
  services: ['calm'],
  looks: true,
  begin(world) {
    steadyService(world, 'calm', 3);
    world.tick('enforce-scaling-policy');
    return unmended;
  },
};
