import type { Deps, Log } from '../../shared/deps.ts';
import type { SlackThread } from '../../shared/domain/view.ts';
import type { FleetEvent } from '../fleet/index.ts';
import type { World, WorldOptions } from '../world.ts';
import { newChapter } from './chapter.ts';
import { listeningLog } from './listening-log.ts';
import { causeStep, hear, isStop } from './signal-steps.ts';
import type { Telling } from './telling.ts';
import type { Step, Tell } from './turn.ts';
import { watchedNotifier } from './watched-notifier.ts';

/** Watches a world from outside and tells what happens in it, turn by turn. */
export interface Recorder extends Omit<Telling, 'showMessage'> {
  /** What `createWorld` must be given, so that it can watch. */
  readonly options: Required<Pick<WorldOptions, 'log' | 'onEvent' | 'wrap'>>;
  /** The world that it watches; before anything happens in it. */
  attach(world: World): void;
  begin(scenario: string, tellsNormalLife?: boolean): void;
  /** Show the messages that wait to be shown. */
  flush(): void;
}

export function createRecorder(hearTurn: Tell): Recorder {
  let world: World | undefined;
  let chapter = newChapter('');
  const soon: { where: SlackThread; incident: string | undefined }[] = [];

  function tell(step: Step, incident?: string): void {
    const at = new Date(world?.timeline.now() ?? 0).toISOString();
    chapter.note(step);
    hearTurn({ at, scenario: chapter.scenario, ...(incident && { incident }), ...step });
  }

  function onEvent(event: FleetEvent): void {
    chapter.countEvent(isStop(event));
    const heard = hear(event);
    if (heard === undefined || !chapter.isNews(heard)) return;
    tell(heard.signal);
    if (heard.cause && chapter.first(heard.cause.summary)) tell(causeStep(heard.cause));
  }

  function showMessage(where: SlackThread, when: 'now' | 'soon', incident?: string): void {
    if (when === 'soon') soon.push({ where, incident });
    else if (world !== undefined) tell(messageStep(world, where), incident);
  }

  const telling: Telling = { tell, chapter: () => chapter, showMessage };
  const log: Log = listeningLog(telling);
  const wrap = (deps: Deps): Deps => ({ ...deps, notifier: watchedNotifier(deps.notifier, telling) });
  return {
    tell,
    chapter: () => chapter,
    options: { log, onEvent, wrap },
    attach: (watched) => {
      world = watched;
    },
    begin: (scenario, tellsNormalLife) => {
      chapter = newChapter(scenario, tellsNormalLife);
    },
    flush: () => {
      for (const { where, incident } of soon.splice(0)) showMessage(where, 'now', incident);
    },
  };
}

function messageStep({ slack }: World, where: SlackThread): Step {
  const found = slack.find(where);
  if (found === undefined) throw new Error(`Slack has no message ${where.ts} in ${where.channel}`);
  const inChannel = (name: string) => slack.messages(name).some(({ channel }) => channel === found.channel);
  return {
    step: 'slack',
    channel: slack.channels().find(inChannel) ?? found.channel,
    edits: found.edits,
    message: found.message,
    thread: slack.thread(where).map(({ message }) => message.text),
  };
}
