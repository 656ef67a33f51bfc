import type { LocalMessage } from '../slack/index.ts';
import type { Recorder } from '../story/recorder.ts';
import type { World } from '../world.ts';
import { ONCALL } from './config.ts';
import type { Stage } from './scenario.ts';

/** Simulated time passes in slices so long, in seconds: between two of them the stage looks whether it goes on. */
const SLICE = 5;
const READS = /^(Batch)?(Describe|Get|List|Filter)/;

/** A scenario did not come to the point where its script goes on. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

export type Trouble = Parameters<Stage['troubleLambda']>[0];

/** The stage for one scenario in a world that others may have used before. */
export function createStage(
  world: World,
  recorder: Recorder,
  troubleLambda: (trouble: Trouble) => void,
): Stage {
  const { timeline, slack, fleet, engine } = world;
  const callsBefore = fleet.calls.length;
  const before = rootMessages(world).length;

  async function pass(seconds: number): Promise<void> {
    const end = timeline.now() + seconds * 1000;
    while (timeline.now() < end) {
      await timeline.run(Math.min(end, timeline.now() + SLICE * 1000));
      recorder.flush();
    }
  }

  async function until(what: string, isSo: () => boolean, minutes: number): Promise<void> {
    const end = timeline.now() + minutes * 60_000;
    while (!isSo()) {
      if (timeline.now() >= end) throw new StoryError(`after ${minutes} minutes still not: ${what}`);
      await pass(SLICE);
    }
  }

  const messages = () => rootMessages(world).slice(before);
  return {
    world,
    pass,
    until,
    messages,
    troubleLambda,
    scene: (text) => recorder.tell({ step: 'scene', text }),
    settle: (minutes = 60) =>
      until('all responses ended', () => engine.executions().every(hasEnded), minutes),
    stops: () => recorder.chapter().counts().stops,
    writes: () =>
      fleet.calls
        .slice(callsBefore)
        .filter(({ command }) => !READS.test(command))
        .map(({ command }) => command),
    async click(action) {
      const root = messages().findLast((message) =>
        slack.buttons(message).some(({ action_id }) => action_id === action),
      );
      if (root === undefined) throw new StoryError('no message has a button to press');
      recorder.tell({ step: 'answer', answer: action, by: ONCALL });
      await world.click(root, action, ONCALL);
    },
  };
}

function rootMessages({ slack }: World): readonly LocalMessage[] {
  return slack
    .channels()
    .flatMap((channel) => slack.messages(channel))
    .filter(({ threadTs }) => threadTs === undefined);
}

function hasEnded({ status }: { readonly status: string }): boolean {
  return status !== 'RUNNING';
}
