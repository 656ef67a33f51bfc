import type { World } from '../../../local/world.ts';
import type { Ledger } from '../../../shared/deps.ts';
import { incidentKey } from '../../../shared/domain/incident.ts';
import type { Mark } from '../../../shared/domain/mark.ts';
import { steadyService } from '../../../test/support/fleet.ts';
import { incidentRef, SERVICE } from '../../../test/support/incidents.ts';
import type { Morning } from './morning.ts';

/** A deployment whose tasks all exit, among services that are well. */
function crashLoop(remedy: 'roll-back' | 'scale-to-zero'): Morning {
  return {
    name: `crash loop, ${remedy}`,
    settings: `
cooldownMinutes: 5
playbooks:
  stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2, remindHours: 1, remedy: ${remedy} } }
`,
    problems: [['payments-api']],
    services: ['payments-api'],
    async begin(world, ledger) {
      const { fleet } = world;
      const { good, bad } = steadyService(world, 'payments-api', 1);
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) steadyService(world, `calm-${name}`, 1);
      await leaveOldMarks(world, ledger);
      fleet.deploy('prod', 'payments-api', bad);
      return () => fleet.deploy('prod', 'payments-api', good);
    },
  };
}

export const rollBack = crashLoop('roll-back');
export const scaleToZero = crashLoop('scale-to-zero');

/** So many that they are worth forgetting: of the service, and of the cluster's list. */
async function leaveOldMarks({ timeline }: World, ledger: Ledger): Promise<void> {
  const old = Array.from({ length: 30 }, (_, index): Mark => {
    const at = new Date(timeline.now() - (30 + index) * 3600 * 1000).toISOString();
    return { at, id: `old-${index}`, group: 'old' };
  });
  await ledger.mark(incidentKey(incidentRef().playbook, SERVICE), old);
  await ledger.mark('fleet/123456789012/eu-west-1/prod', old);
}
