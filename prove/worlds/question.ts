import type { Database } from '../../local/database.ts';
import { exampleAsking } from '../../local/slack/example.ts';
import { createLocalSlack, type LocalSlack } from '../../local/slack/index.ts';
import type { Ledger } from '../../shared/deps.ts';
import type { Approval, ApprovalAnswer } from '../../shared/domain/incident.ts';
import type { IncidentView, SlackThread } from '../../shared/domain/view.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { createNotifier, createSign } from '../../shared/notify/index.ts';
import type { ClickDeps } from '../../shared/slack-door/index.ts';

export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const START = Date.parse(exampleAsking.at);
export const APPROVERS = Array.from({ length: 50 }, (_, index) => `U${String(index).padStart(8, '0')}`);

export const OWNER = 'execution-1';
export const LEASE = '2099-01-01T00:00:00.000Z';
const CONFIG = { routes: [{ channel: '#ops' }], approval: { expiresMinutes: 15, snoozeMinutes: 30 } };

export interface Question {
  now: number;
  resumeFails: number;
  readonly slack: LocalSlack;
  readonly ledger: Ledger;
  readonly view: IncidentView;
  readonly thread: SlackThread;
  /** Answers that were handed to the response. */
  readonly resumed: ApprovalAnswer[];
  readonly logged: string[];
  readonly deps: ClickDeps;
}

/** A question in the ledger and in Slack, as the response leaves them when it starts to wait. */
export function askQuestion(
  database: Database,
  key: string,
  approvers: readonly string[] = APPROVERS,
): Promise<Question> {
  const { planHash = '', expiresAt = '' } = exampleAsking.approval ?? {};
  const asked = { callbackId: 'callback-1', approvers, planHash, expiresAt };
  return openQuestion(database, { ...exampleAsking, incident: { ...exampleAsking.incident, key } }, asked);
}

/** What is shown, and what the ledger knows of it. */
export async function openQuestion(
  database: Database,
  view: IncidentView,
  approval: Approval,
): Promise<Question> {
  const time = { now: START, resumeFails: 0 };
  const clock = () => time.now;
  const slack = createLocalSlack({ now: clock, signingSecret: SECRET });
  const ledger = createLedger({ name: database.table, client: async () => database.client, clock });
  await ledger.claim(view.incident, OWNER, LEASE);
  await ledger.ask(view.incident, OWNER, approval, LEASE);
  const notifier = createNotifier({ slack, config: CONFIG, sign: async () => createSign(SECRET) });
  const resumed: ApprovalAnswer[] = [];
  const logged: string[] = [];
  const log = (message: string, fields = {}) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const deps: ClickDeps = {
    ledger,
    clock,
    log: { info: log, warn: log, error: log },
    reply: slack.reply,
    signingSecret: async () => SECRET,
    resume: async (_callbackId, answer) => {
      time.resumeFails -= 1;
      if (time.resumeFails >= 0) throw new Error('Lambda is throttled');
      resumed.push(answer);
    },
  };
  const thread = await notifier.show(view, undefined);
  return Object.assign(time, { slack, ledger, view, thread, resumed, logged, deps });
}

/** The answer that counts, if one was given. */
export async function recordedAnswer({ ledger, view }: Question): Promise<ApprovalAnswer | undefined> {
  return (await ledger.read(view.incident.key))?.approval?.answer;
}
