import type { Playbook } from '../domain/playbook.ts';
import { answerScan } from './answer-scan.ts';
import { cleanImages } from './clean-images.ts';
import { enforceRepositorySettings } from './enforce-repository-settings.ts';
import { proposePullCache } from './propose-pull-cache.ts';
import { rerunFailedTask } from './rerun-failed-task.ts';
import { restoreImage } from './restore-image.ts';
import { rollBackVulnerable } from './roll-back-vulnerable.ts';
import { stopCrashLoop } from './stop-crash-loop.ts';

/** Every automation there is. A new one is its file and its line here. */
export const PLAYBOOKS: readonly Playbook[] = [
  rerunFailedTask,
  stopCrashLoop,
  restoreImage,
  proposePullCache,
  rollBackVulnerable,
  answerScan,
  cleanImages,
  enforceRepositorySettings,
];
