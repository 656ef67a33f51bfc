import type { SettingsAction } from '../domain/settings-action.ts';
import type { ActionWords } from './action-words.ts';
import { count } from './format.ts';
import { plain } from './text.ts';

const APPROVE = {
  'ecr.set-registry-scanning': 'Approve scanning',
  'ecr.set-tag-mutability': 'Approve tag setting',
  'ecr.preview-lifecycle-policy': 'Approve preview',
  'ecr.put-lifecycle-policy': 'Approve policy',
} as const;

/** What a change of settings reaches, for the dialog that asks once more. */
export const SETTINGS_REACHED: Readonly<Record<SettingsAction['kind'], string>> = {
  'ecr.set-registry-scanning': 'Touches no image; the next pushes are scanned.',
  'ecr.set-tag-mutability': 'A tag that was pushed cannot be pushed again where it is immutable.',
  'ecr.preview-lifecycle-policy': 'Touches neither images nor policies.',
  'ecr.put-lifecycle-policy': 'What ECR expires by it, within 24 hours, is gone for good.',
};

/** "make the tags of 5 repositories immutable"; one repository is named. */
export function settingsWords(action: SettingsAction): ActionWords {
  const { act, acted } = verbs(action);
  return { act, acted, approve: APPROVE[action.kind], change: act };
}

function verbs(action: SettingsAction): Pick<ActionWords, 'act' | 'acted'> {
  const where = repositoriesOf(action);
  switch (action.kind) {
    case 'ecr.set-registry-scanning': {
      const what = `${plain(action.adds.join(', '), 100)} on push, by a rule of the registry`;
      return { act: `scan ${what}`, acted: `set to scan ${what}` };
    }
    case 'ecr.set-tag-mutability':
      return { act: `set the tags of ${where} to ${wanted(action)}`, acted: `tags of ${where} set` };
    case 'ecr.preview-lifecycle-policy':
      return {
        act: `preview the lifecycle policy of ${where}, and put it where it touches no image in use`,
        acted: `lifecycle policy of ${where} previewed`,
      };
    case 'ecr.put-lifecycle-policy': {
      const what = `the lifecycle policy of ${where} (${effects(action)})`;
      return { act: `put ${what}`, acted: `put ${what}` };
    }
  }
}

function effects({ expires, archives }: { readonly expires: number; readonly archives: number }): string {
  const archived = archives > 0 ? `, archives ${archives}` : '';
  return `expires ${count(expires, 'image')} now${archived}`;
}

function repositoriesOf({ changes }: SettingsAction): string {
  const [only, ...others] = changes;
  if (others.length > 0) return count(changes.length, 'repository');
  return plain(only?.repository ?? 'the registry', 80);
}

/** "IMMUTABLE", or both where repositories differ. */
function wanted({ changes }: SettingsAction): string {
  return plain([...new Set(changes.map(({ to }) => to))].join(' or '), 100);
}
