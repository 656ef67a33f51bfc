import type { SlackThread } from '../../shared/domain/view.ts';
import type { Chapter } from './chapter.ts';
import type { Step } from './turn.ts';

/** What the recorder's parts need: where things are told, and what the scenario knows so far. */
export interface Telling {
  tell(step: Step, incident?: string): void;
  chapter(): Chapter;
  /** Show how a message looks: now, or once its thread has its last line. */
  showMessage(where: SlackThread, when: 'now' | 'soon', incident?: string): void;
}
