import type { ActionsBlock, Button, ConfirmationDialog } from '@slack/types';
import {
  type Action,
  isHoursAction,
  isImagesAction,
  isScalingAction,
  isScanAction,
  isSettingsAction,
} from '../domain/action.ts';
import type { Plan } from '../domain/decision.ts';
import type { ImagesAction } from '../domain/images-action.ts';
import type { ScanAction } from '../domain/scan-action.ts';
import { placeOf } from '../domain/target.ts';
import { undoOf } from '../domain/undo.ts';
import type { IncidentView, PendingApproval } from '../domain/view.ts';
import { actionWords } from './action-words.ts';
import { awakeButtons } from './awake.ts';
import { LIMITS, plainText } from './blocks.ts';
import { type AnswerAction, encodeButton, expirySeconds, type Sign } from './button-value.ts';
import { BUTTON } from './click-words.ts';
import { count } from './format.ts';
import { HOURS_REACHED } from './hours-words.ts';
import { scalingReached } from './scaling-words.ts';
import { SETTINGS_REACHED } from './settings-words.ts';
import { clip, plain } from './text.ts';

const SHOWN = 3;

/** Approve, snooze and deny, or undo, or stay awake: only while they work. Empty when a value would not fit. */
export function buttons(view: IncidentView, sign?: Sign): ActionsBlock[] {
  const answer = view.undo === undefined ? answers(view, sign) : [undoButton(view, view.undo, sign)];
  const all = [...answer, ...awakeButtons(view, sign)];
  const fits = all.every(({ value }) => value !== undefined && value.length <= LIMITS.buttonValue);
  return fits && all.length > 0 ? [{ type: 'actions', elements: all }] : [];
}

function answers(view: IncidentView, sign: Sign | undefined): Button[] {
  const { plan, approval, phase } = view;
  if (phase !== 'asking' || plan === undefined || approval === undefined) return [];
  const name = plain(view.incident.target.name, 40);
  const words = plan.actions.slice(0, SHOWN).map(actionWords);
  const approve = plan.actions.length === 1 ? (words[0]?.approve ?? BUTTON.approve) : BUTTON.approve;
  const act = words.map((one) => one.act).join(', then ');
  return [
    {
      ...button(view, approval, 'approve', approve, BUTTON.approveLabel(act), sign),
      style: 'primary',
      confirm: confirmation(view, plan, approve),
    },
    button(view, approval, 'snooze', BUTTON.snooze(approval.snoozeMinutes), BUTTON.snoozeLabel(name), sign),
    button(view, approval, 'deny', BUTTON.deny, BUTTON.denyLabel(name), sign),
  ];
}

function undoButton(view: IncidentView, undo: PendingApproval, sign: Sign | undefined): Button {
  const name = plain(view.incident.target.name, 40);
  const { actions = [] } = undoOf(view.attempts) ?? {};
  const changes = actions.slice(0, SHOWN).map((action) => actionWords(action).change);
  const left = actions.length - changes.length;
  const text = BUTTON.undoText(clip(changes.join('; '), 200) + (left > 0 ? ` and ${left} more` : ''));
  return {
    ...button(view, undo, 'undo', BUTTON.undo, BUTTON.undoLabel(name), sign),
    confirm: {
      title: plainText(BUTTON.undoTitle(name), LIMITS.confirmTitle),
      text: plainText(text, LIMITS.confirmText),
      confirm: plainText(BUTTON.confirm, LIMITS.confirmButton),
      deny: plainText(BUTTON.cancel, LIMITS.confirmButton),
    },
  };
}

function button(
  { incident }: IncidentView,
  { planHash, expiresAt }: PendingApproval,
  action: AnswerAction,
  text: string,
  label: string,
  sign: Sign | undefined,
): Button {
  const claim = { action, key: incident.key, planHash, expires: expirySeconds(expiresAt) };
  return {
    type: 'button',
    action_id: action,
    text: plainText(text, LIMITS.buttonText),
    value: encodeButton(claim, sign),
    accessibility_label: clip(label, LIMITS.accessibilityLabel),
  };
}

/** Target, before and after, and how far it reaches, before anybody says yes. */
function confirmation(view: IncidentView, plan: Plan, approve: string): ConfirmationDialog {
  const { target } = view.incident;
  const name = plain(target.name, 50);
  const where = `${name} in ${plain(placeOf(target), 30)} (${plain(target.account, 12)}, ${plain(target.region, 16)})`;
  const shown = plan.actions.slice(0, SHOWN);
  const left = plan.actions.length - shown.length;
  const changes = clip(shown.map((action) => actionWords(action).change).join('; '), 90);
  const reaches = [...new Set(shown.map((action) => reach(action, view)))].join(' ');
  const text = `${where}: ${changes}${left > 0 ? ` and ${left} more` : ''}. ${reaches}`;
  return {
    title: plainText(BUTTON.confirmTitle(`${approve} of ${name}`), LIMITS.confirmTitle),
    text: plainText(text, LIMITS.confirmText),
    confirm: plainText(BUTTON.confirm, LIMITS.confirmButton),
    deny: plainText(BUTTON.cancel, LIMITS.confirmButton),
  };
}

function reach(action: Action, { evidence }: IncidentView): string {
  const undo = 'inverse' in action ? 'can be undone' : 'cannot be undone';
  return `${tasksReached(action, evidence.desired)} Risk ${action.risk}, ${undo}.`;
}

function tasksReached(action: Action, desired: number | undefined): string {
  if (isImagesAction(action)) return IMAGES_REACHED[action.kind];
  if (isScanAction(action)) return SCAN_REACHED[action.kind];
  if (isSettingsAction(action)) return SETTINGS_REACHED[action.kind];
  if (isScalingAction(action)) return scalingReached(action);
  if (isHoursAction(action)) return HOURS_REACHED[action.kind];
  switch (action.kind) {
    case 'ecs.run-task':
      return 'Starts 1 task.';
    case 'ecs.deploy-revision':
      return desired === undefined ? 'Replaces all its tasks.' : `Replaces up to ${count(desired, 'task')}.`;
    case 'ecs.continue-deployment':
      return action.decision === 'ROLLBACK'
        ? 'It can be deployed again.'
        : 'New tasks take over as the deployment says.';
    case 'ecs.set-desired-count':
      return action.to < action.from
        ? `Stops ${count(action.from - action.to, 'task')}.`
        : `Starts ${count(action.to - action.from, 'task')}.`;
  }
}

const SCAN_REACHED: Readonly<Record<ScanAction['kind'], string>> = {
  'events.put-event': 'Whoever listens builds a new image.',
  'events.request-rollback': 'Each service is asked about by itself.',
  'ecr.tag-image': 'Touches nothing that runs.',
};

const IMAGES_REACHED: Readonly<Record<ImagesAction['kind'], string>> = {
  'ecr.archive-images': 'Archived images cannot be pulled.',
  'ecr.restore-images': 'They can be pulled again, within 20 minutes.',
  'ecr.delete-images': 'Deleted images are gone for good.',
  'ecr-public.delete-images': 'They are gone for good, for whoever in the world pulls them.',
};
