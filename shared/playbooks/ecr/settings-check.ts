import { isSettingsAction } from '../../domain/action.ts';
import type { Check, Plan } from '../../domain/decision.ts';
import type { Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { scanningText } from '../../domain/repository-settings.ts';
import type { SettingChange, SettingsAction } from '../../domain/settings-action.ts';
import { isThrough } from './settings-previews.ts';

/** Whether each setting reads as it was written, and each preview is through. */
export async function verifySettings(plan: Plan, _situation: Situation, reads: Reads): Promise<Check> {
  const actions = plan.actions.filter(isSettingsAction);
  const open: string[] = [];
  for (const action of actions) open.push(...(await openIn(action, reads)));
  if (open.length === 0) return { type: 'held', reason: 'everything reads as it was set', final: true };
  return { type: 'waiting', reason: `not yet so in ${open.length}, such as ${open[0]}` };
}

/** The repositories of an action that are not as it set them. */
async function openIn(action: SettingsAction, reads: Reads): Promise<readonly string[]> {
  const isDone = await readerFor(action.kind, reads);
  const open: string[] = [];
  for (const change of action.changes) {
    if (!(await isDone(change))) open.push(change.repository ?? 'the registry');
  }
  return open;
}

type IsDone = (change: SettingChange) => Promise<boolean>;

async function readerFor(kind: SettingsAction['kind'], reads: Reads): Promise<IsDone> {
  switch (kind) {
    case 'ecr.set-registry-scanning':
      return async ({ to }) => scanningText(await reads.registryScanning()) === to;
    case 'ecr.set-tag-mutability':
      return tagsAre(await reads.repositorySettings());
    case 'ecr.preview-lifecycle-policy':
      return async ({ repository = '', to }) => isThrough(await reads.lifecyclePreview(repository), to);
    case 'ecr.put-lifecycle-policy':
      return async ({ repository = '', to }) => (await reads.lifecyclePolicy(repository)) === to;
  }
}

function tagsAre(repositories: Awaited<ReturnType<Reads['repositorySettings']>>): IsDone {
  const now = new Map(repositories.map(({ name, tagMutability }) => [name, tagMutability]));
  return async ({ repository = '', to }) => now.get(repository) === to;
}
