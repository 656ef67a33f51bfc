import type { Database } from '../../local/database.ts';
import type { World, WorldOptions } from '../../local/world.ts';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import type { Deps } from '../../shared/deps.ts';

export type Phase = 'triage' | 'claim' | 'gather' | 'act' | 'verify' | 'close';

/** One call to AWS, in the order in which they were made. */
export interface CallMade {
  readonly phase: Phase;
  /** "DynamoDB UpdateItem (incident)". */
  readonly what: string;
  /** Which look of the verification it belongs to, from 1. */
  readonly look?: number;
}

export interface Recorder {
  readonly options: Pick<WorldOptions, 'wrap' | 'onCheckpoint'>;
  attach(world: World): void;
  calls(): readonly CallMade[];
  /** Messages and lines sent to Slack. */
  slackCalls(): number;
  /** Checkpoints that the durable SDK wrote. */
  checkpoints(): number;
}

/** Writes down every call to AWS of one response, and of the triage before it, by the phase it belongs to. */
export function createRecorder(database: Database): Recorder {
  const made: CallMade[] = [];
  let phase: Phase = 'triage';
  let look = 0;
  let renewed = 0;
  let slack = 0;
  let checkpoints = 0;
  let fleetCalls: World['fleet']['calls'] = [];
  let taken = 0;

  const note = (what: string, where: Phase = phase) =>
    made.push({ phase: where, what, ...(where === 'verify' && { look }) });
  /** The fleet keeps its own list: take over what is new before anything else is noted. */
  const takeOver = () => {
    for (const { client, command } of fleetCalls.slice(taken)) note(`${client} ${command}`);
    taken = fleetCalls.length;
  };
  const enter = (next: Phase) => {
    takeOver();
    phase = next;
  };
  noteDynamo(database.client, (what, isTriage) => {
    takeOver();
    note(what, isTriage ? 'triage' : phase);
  });

  function wrap(deps: Deps): Deps {
    const { ledger, notifier, startResponse } = deps;
    // A round and a look both begin by renewing the lease; only a round goes on to read the failing services.
    const renew: typeof ledger.renew = (...args) => {
      enter(phase === 'claim' ? 'gather' : 'verify');
      look += phase === 'verify' ? 1 : 0;
      renewed = made.length;
      return ledger.renew(...args);
    };
    const read: typeof ledger.read = (key) => {
      takeOver();
      if (key.startsWith('fleet/') && phase === 'verify') {
        look -= 1;
        phase = 'gather';
        for (const [index, { what }] of [...made.entries()].slice(renewed)) made[index] = { phase, what };
      }
      return ledger.read(key);
    };
    const within = <Args extends unknown[], Result>(next: Phase, call: (...args: Args) => Result) => {
      return (...args: Args): Result => {
        enter(next);
        return call(...args);
      };
    };
    return {
      ...deps,
      ledger: {
        ...ledger,
        read,
        renew,
        claim: within('claim', ledger.claim),
        spend: within('act', ledger.spend),
        close: within('close', ledger.close),
      },
      notifier: {
        show: (...args) => notifier.show(...args).finally(() => (slack += 1)),
        reply: (...args) => notifier.reply(...args).finally(() => (slack += 1)),
        showFleet: (...args) => notifier.showFleet(...args).finally(() => (slack += 1)),
      },
      startResponse: async (ref) => {
        note('Lambda Invoke (start the response)', 'triage');
        await startResponse(ref);
      },
    };
  }

  return {
    options: { wrap, onCheckpoint: (when) => (checkpoints += when === 'before' ? 1 : 0) },
    attach: ({ fleet }) => {
      fleetCalls = fleet.calls;
    },
    calls: () => {
      takeOver();
      return made;
    },
    slackCalls: () => slack,
    checkpoints: () => checkpoints,
  };
}

interface DynamoInput {
  readonly Key?: { readonly pk?: string; readonly sk?: string };
  readonly Item?: { readonly sk?: string };
  readonly UpdateExpression?: string;
}

/** Counting a failure is triage's call, whenever it happens: failures go on while a response runs. */
function noteDynamo(client: Interceptable, note: (what: string, isTriage: boolean) => void): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (call) => {
        const { Key, Item, UpdateExpression = '' } = call.input as DynamoInput;
        const isFleet = Key?.pk?.startsWith('fleet/') ?? false;
        const isTriage =
          !isFleet && /(ADD|DELETE) marks/.test(UpdateExpression) && !/#state/.test(UpdateExpression);
        const command = commandName.replace(/Command$/, '');
        note(
          `DynamoDB ${command} (${isFleet ? 'failing services' : itemName(Key?.sk ?? Item?.sk)})`,
          isTriage,
        );
        return next(call);
      },
    { step: 'initialize', name: 'benchRecorder' },
  );
}

function itemName(sortKey = ''): string {
  return sortKey === 'budget' ? 'hourly budget' : (sortKey.split('#')[0] ?? sortKey);
}
