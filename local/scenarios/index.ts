import { archivedImage } from './archived-image.ts';
import { crashLoop } from './crash-loop.ts';
import { fleetFailure } from './fleet-failure.ts';
import { healthy } from './healthy.ts';
import { missingSecret } from './missing-secret.ts';
import { observed } from './observed.ts';
import { offHours } from './off-hours.ts';
import { outOfMemory } from './out-of-memory.ts';
import { pausedDeploy } from './paused-deploy.ts';
import { responderDies } from './responder-dies.ts';
import { risingLoad } from './rising-load.ts';
import type { Scenario } from './scenario.ts';
import { settingsDrift } from './settings-drift.ts';
import { slackDown } from './slack-down.ts';
import { spotJob } from './spot-job.ts';
import { storm } from './storm.ts';
import { unusedImages } from './unused-images.ts';
import { vulnerability } from './vulnerability.ts';
import { waitingTasks } from './waiting-tasks.ts';

/** A morning, and at last a weekend, in the order in which it happens. A new scenario is its file and its line here. */
export const SCENARIOS: readonly Scenario[] = [
  healthy,
  crashLoop,
  spotJob,
  missingSecret,
  outOfMemory,
  observed,
  responderDies,
  slackDown,
  archivedImage,
  storm,
  fleetFailure,
  unusedImages,
  risingLoad,
  waitingTasks,
  vulnerability,
  pausedDeploy,
  settingsDrift,
  offHours,
];
