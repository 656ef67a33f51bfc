import type { Notifier } from '../../shared/deps.ts';
import type { FleetView, IncidentView, SlackThread } from '../../shared/domain/view.ts';
import type { Telling } from './telling.ts';
import { newsOf, verdictStep } from './view-steps.ts';

/** The same notifier; what it is told of an incident is told as turns of the story first. */
export function watchedNotifier(notifier: Notifier, telling: Telling): Notifier {
  const { tell, chapter, showMessage } = telling;

  async function show(view: IncidentView, thread: SlackThread | undefined): Promise<SlackThread> {
    const { id } = view.incident;
    const { steps, told } = newsOf(view, chapter().told(id));
    chapter().learn(id, told);
    for (const step of steps) tell(step, id);
    const where = await notifier.show(view, thread);
    if (view.phase === 'closed') showMessage(where, 'soon', id);
    else if (thread === undefined) showMessage(where, 'now', id);
    return where;
  }

  async function showFleet(view: FleetView, thread: SlackThread | undefined): Promise<SlackThread> {
    if (!view.recovered) tell(verdictStep(view.verdict));
    const where = await notifier.showFleet(view, thread);
    showMessage(where, 'soon');
    return where;
  }

  return { ...notifier, show, showFleet };
}
