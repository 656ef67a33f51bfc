import type { Playbook } from '../domain/playbook.ts';
import { answerScan } from './answer-scan.ts';
import { cleanImages } from './clean-images.ts';
import { cleanPublicImages } from './clean-public-images.ts';
import { enforceRepositorySettings } from './enforce-repository-settings.ts';
import { enforceScalingPolicy } from './enforce-scaling-policy.ts';
import { gateDeployment } from './gate-deployment.ts';
import { keepHours } from './keep-hours.ts';
import { proposePullCache } from './propose-pull-cache.ts';
import { rerunFailedTask } from './rerun-failed-task.ts';
import { restoreImage } from './restore-image.ts';
import { rollBackVulnerable } from './roll-back-vulnerable.ts';
import { scaleOnAlarm } from './scale-on-alarm.ts';
import { stopCrashLoop } from './stop-crash-loop.ts';

/** A new automation is its file and its line here, in the list of its domain. */
export const ECS_PLAYBOOKS: readonly Playbook[] = [
  rerunFailedTask,
  stopCrashLoop,
  restoreImage,
  proposePullCache,
  rollBackVulnerable,
  gateDeployment,
];

export const ECR_PLAYBOOKS: readonly Playbook[] = [
  answerScan,
  cleanImages,
  cleanPublicImages,
  enforceRepositorySettings,
];

export const SCALING_PLAYBOOKS: readonly Playbook[] = [scaleOnAlarm, keepHours, enforceScalingPolicy];

/** Every automation there is. Marked, so that a triage bundle may leave out all but its own list. */
export const PLAYBOOKS: readonly Playbook[] = /* @__PURE__ */ ECS_PLAYBOOKS.concat(
  ECR_PLAYBOOKS,
  SCALING_PLAYBOOKS,
);
