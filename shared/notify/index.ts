import type { Notifier } from '../deps.ts';
import type { Config } from '../domain/config.ts';
import type { FleetView, IncidentView, SlackThread } from '../domain/view.ts';
import { section } from './blocks.ts';
import type { Sign } from './button-value.ts';
import { renderFleet } from './fleet.ts';
import { renderIncident } from './render.ts';
import { channelFor, routeOf } from './routes.ts';
import type { SlackApi } from './slack.ts';

export { createSign, type Sign } from './button-value.ts';
export { renderFleet } from './fleet.ts';
export type { SlackMessage } from './message.ts';
export { redact } from './redact.ts';
export { renderIncident } from './render.ts';
export { realSlack, type SlackApi, type SlackPost } from './slack.ts';
export { SlackError } from './slack-error.ts';
export { turnLine } from './turn.ts';

export interface NotifierOptions {
  readonly slack: SlackApi;
  readonly config: Pick<Config, 'routes' | 'approval'>;
  /** Reads the key and makes the buttons' signer; asked for only when there are buttons. */
  readonly sign?: () => Promise<Sign>;
}

/** A notifier that also has the one message for a whole cluster. */
export interface FleetNotifier extends Notifier {
  showFleet(view: FleetView, thread: SlackThread | undefined): Promise<SlackThread>;
}

/**
 * Routes, renders and sends. Throws SlackError when Slack does not take it and ConfigurationError when no route
 * fits. A post whose answer was lost is posted again by the caller's retry: see `realSlack`.
 */
export function createNotifier({ slack, config, sign }: NotifierOptions): FleetNotifier {
  async function show(view: IncidentView, thread: SlackThread | undefined): Promise<SlackThread> {
    const clickable = view.phase === 'asking' || (view.undo ?? view.stay) !== undefined;
    const message = renderIncident(withSnooze(view, config), clickable ? await sign?.() : undefined);
    if (thread !== undefined) return updated(thread, message);
    const { target, playbook, severity, id } = view.incident;
    const channel = channelFor({ ...routeOf(target), playbook, severity }, config);
    return slack.postMessage({ channel, message, incidentId: id });
  }

  async function showFleet(view: FleetView, thread: SlackThread | undefined): Promise<SlackThread> {
    const message = renderFleet(view);
    if (thread !== undefined) return updated(thread, message);
    const channel = channelFor({ cluster: view.cluster, severity: 'critical' }, config);
    return slack.postMessage({ channel, message });
  }

  async function updated(thread: SlackThread, message: ReturnType<typeof renderFleet>): Promise<SlackThread> {
    await slack.updateMessage(thread, message);
    return thread;
  }

  async function reply(thread: SlackThread, text: string, broadcast: boolean): Promise<void> {
    const message = { text, blocks: section([text]) };
    await slack.postMessage({ channel: thread.channel, message, threadTs: thread.ts, broadcast });
  }

  return { show, showFleet, reply };
}

function withSnooze(view: IncidentView, { approval }: Pick<Config, 'approval'>): IncidentView {
  if (view.approval === undefined) return view;
  return { ...view, approval: { snoozeMinutes: approval.snoozeMinutes, ...view.approval } };
}
