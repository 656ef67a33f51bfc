import fc from 'fast-check';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import type { Action } from '../../shared/domain/action.ts';
import { CLUSTER, definition, SERVICE, simulatedEcs } from '../../test/actions/simulated-ecs.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';

const BASE = { target: SERVICE, clusterArn: CLUSTER, service: 'api', risk: 'medium' } as const;

const anyRollback = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
  .map(([from, to]): Action => {
    const there = {
      ...BASE,
      kind: 'ecs.deploy-revision',
      from: definition(from),
      to: definition(to),
    } as const;
    return { ...there, inverse: { ...there, from: there.to, to: there.from } };
  });
const anyScale = fc
  .tuple(fc.nat(500), fc.nat(500), fc.integer({ min: 1, max: 99 }))
  .map(([from, to, revision]): Action => {
    const there = {
      ...BASE,
      kind: 'ecs.set-desired-count',
      revision: definition(revision),
      from,
      to,
    } as const;
    return { ...there, inverse: { ...there, from: to, to: from } };
  });

export const undo: Row = {
  id: 'R14',
  promise: 'what was changed can be changed back',
  tried: 'actions on a service, and then their inverse: it is as it was',
  runs: { few: 300, quick: 2_000, many: 100_000 },
  prove: (seed, runs) => {
    const ecs = simulatedEcs();
    const execute = createExecute(ecs.aws.clients, SILENT);
    return check(
      'actions',
      fc.asyncProperty(fc.oneof(anyRollback, anyScale), async (action) => {
        if (action.kind !== 'ecs.deploy-revision' && action.kind !== 'ecs.set-desired-count') return;
        const { from, to, inverse } = action;
        const field = action.kind === 'ecs.deploy-revision' ? 'taskDefinition' : 'desiredCount';
        Object.assign(ecs.service, { [field]: from });
        const before = JSON.stringify(ecs.service);
        const did = await execute(action);
        must(did.type === 'done' && ecs.service[field] === to, `it was not done: ${did.reason}`);
        const undone = await execute({ ...inverse, inverse: action } as Action);
        must(undone.type === 'done', `it was not undone: ${undone.reason}`);
        must(JSON.stringify(ecs.service) === before, 'the service is not as it was');
      }),
      seed,
      runs,
    );
  },
};
