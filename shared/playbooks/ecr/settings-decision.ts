import type { Decision } from '../../domain/decision.ts';
import type { SettingChange, SettingsAction } from '../../domain/settings-action.ts';
import { countWords, type Setting, type SettingsFacts } from './settings-facts.ts';
import { forDigest } from './settings-marks.ts';

/** ECR works a preview out within minutes; everything else is there at once. */
const DEADLINE_MINUTES = 15;

/** Set what may be set and preview what may be put, in one plan; what its preview allows is put in the next. */
export function decideSettings(facts: SettingsFacts, _settings: unknown, now: number): Decision {
  const { repositories, differ, told, later, pushed } = facts;
  if (pushed !== undefined && differ > 0) return leaveToDigest(facts, pushed, now);
  const rest = later > 0 ? `; ${later} more wait for the next run` : '';
  const actions = [...previewing(facts), ...scanning(facts), ...tagging(facts), ...putting(facts)];
  if (actions.length > 0) {
    return {
      type: 'act',
      reason: `${differ} of ${repositories} repositories are not as their rules say${rest}`,
      actions,
      success: 'everything reads as it was set',
      deadlineSeconds: DEADLINE_MINUTES * 60,
      holdSeconds: 0,
      thenDecideAgain: true,
      // The guardrails judge a plan as a whole, so one repository whose tag asks has people asked about all of it.
      ...(facts.asks && { alwaysAsk: true }),
    };
  }
  if (told.length === 0) {
    const silently = later === 0 && { released: true, silent: true };
    return { type: 'nothing', reason: asWritten(facts) + rest, ...silently };
  }
  const reason = `told only: ${countWords(told)}${rest}`;
  return { type: 'nothing', reason, nextStep: nextStep(facts) };
}

/** Drift is one message: pushes to many repositories are not to make as many. */
function leaveToDigest(facts: SettingsFacts, pushed: string, now: number): Decision {
  const reason = `${pushed} is not as its rule says: ${countWords(facts.told)}`;
  const passOn = [forDigest(facts, pushed, now)];
  return { type: 'nothing', reason, released: true, silent: true, passOn };
}

function asWritten({ repositories, differ }: SettingsFacts): string {
  const as = repositories - differ;
  return `${as} of ${repositories} repositories are as their rules say`;
}

function nextStep({ told }: SettingsFacts): string {
  const steps = told.map(({ setting, example }) => STEPS[setting](example));
  const by = 'What a rule of enforce-repository-settings sets without tellOnly is set by itself';
  return [...steps, ...(told.some(({ setting }) => SETTABLE.includes(setting)) ? [by] : [])].join('. ');
}

/** What a rule can have set. */
const SETTABLE: readonly Setting[] = ['scanning', 'tags', 'lifecycle'];

const STEPS: Readonly<Record<Setting, (example: string) => string>> = {
  registry: () => 'Take the statement out, or list the account: aws ecr get-registry-policy',
  exposure: (name) =>
    `Take the statement out, or list the account: aws ecr get-repository-policy --repository-name ${name}`,
  scanning: () =>
    'Scan by a rule of the registry: aws ecr put-registry-scanning-configuration, which replaces all of them (a repository’s own scanOnPush is deprecated)',
  tags: (name) =>
    `aws ecr put-image-tag-mutability --repository-name ${name} --image-tag-mutability IMMUTABLE`,
  lifecycle: (name) => `aws ecr get-lifecycle-policy --repository-name ${name}`,
  encryption: () => 'Encryption cannot be changed: make a new repository and copy the images',
};

function previewing(facts: SettingsFacts): readonly SettingsAction[] {
  const { previews: changes } = facts;
  return changes.length === 0
    ? []
    : [{ ...baseOf(facts), kind: 'ecr.preview-lifecycle-policy', risk: 'low', changes }];
}

function scanning(facts: SettingsFacts): readonly SettingsAction[] {
  if (facts.scanning === undefined) return [];
  const { change, adds } = facts.scanning;
  const kind = 'ecr.set-registry-scanning';
  return [{ ...baseOf(facts), kind, risk: 'medium', adds, ...withInverse([change]) }];
}

function tagging(facts: SettingsFacts): readonly SettingsAction[] {
  if (facts.tags.length === 0) return [];
  return [{ ...baseOf(facts), kind: 'ecr.set-tag-mutability', risk: 'medium', ...withInverse(facts.tags) }];
}

function putting(facts: SettingsFacts): readonly SettingsAction[] {
  const { policies, expires, archives } = facts;
  if (policies.length === 0) return [];
  const kind = 'ecr.put-lifecycle-policy';
  return [{ ...baseOf(facts), kind, risk: 'high', expires, archives, ...withInverse(policies) }];
}

function baseOf({ registryArn, account }: SettingsFacts): Pick<SettingsAction, 'target' | 'registryId'> {
  return { target: registryArn, registryId: account };
}

function withInverse(changes: readonly SettingChange[]) {
  return {
    changes,
    inverse: { changes: changes.map(({ from, to, ...of }) => ({ ...of, from: to, to: from })) },
  };
}
