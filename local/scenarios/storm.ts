import { expectMessage, expectRow, expectService } from './checks.ts';
import { CLUSTER, nextRevision } from './fleet.ts';
import type { Scenario } from './scenario.ts';

const STOPS = 2_000;

export const storm: Scenario = {
  name: 'storm',
  summary: '200 tasks of search-api crash over and over: 2,000 stop events before anybody looks',
  expects: 'One incident and one message; once approved, a rollback that holds',
  begins: '11:00',

  async play({ world: { fleet }, scene, pass, until, settle, click, stops }) {
    scene('Somebody deploys search-api:8 to all 200 tasks.');
    const bad = nextRevision(fleet, 'search-api');
    fleet.behave({
      on: { taskDefinition: bad },
      failure: { kind: 'exit', afterSeconds: 1, exitCode: 139, logLines: ['Segmentation fault'] },
    });
    fleet.deploy(CLUSTER, 'search-api', bad);
    await until(`${STOPS} tasks have stopped`, () => stops() >= STOPS, 14);
    scene(`${stops().toLocaleString('en')} stopped tasks so far, and still one message. Now somebody looks.`);
    await click('approve');
    await pass(60);
    await settle();
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 1, messages: 1, writes: ['UpdateService'], outcomes: ['held'] }),
    ...expectMessage(ending, 'RESOLVED', 'rolled back to search-api:7'),
    ...expectService(ending, 'search-api', 'search-api:7', 200),
    ...(ending.row.stops >= STOPS ? [] : [`only ${ending.row.stops} stop events`]),
  ],
};
