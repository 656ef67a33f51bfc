import type { Ledger } from '../deps.ts';
import { canonical } from '../domain/action.ts';
import type { Home, HoursRecord, SavedCapacity, StayAwake } from '../domain/hours.ts';
import type { Item, Table, Written } from './table.ts';

/**
 * Who sleeps in an account and Region is one item with one attribute each, so that one read tells of all, whatever
 * schedules are configured by then. It never expires. At some 350 bytes each, DynamoDB's 400 KB hold a thousand;
 * what finds no room is not put to sleep.
 */
const SORT = 'sleepers';
const SLEEPER = 'sleeper ';
const AWAKE = 'awake ';
const ASKED = 'asked ';

type Hours = Pick<Ledger, 'hours' | 'saveCapacity' | 'forgetCapacity' | 'stayAwake'>;

export function createHours(table: Table): Hours {
  async function hours(home: Home): Promise<HoursRecord> {
    const item = (await table.get(keyOf(home), SORT)) ?? {};
    return { saved: entriesOf<SavedCapacity>(item, SLEEPER), awake: entriesOf<StayAwake>(item, AWAKE) };
  }

  /** A write whose answer was lost may be repeated: what stands there already is written. */
  async function saveCapacity(home: Home, saved: SavedCapacity, before: SavedCapacity | undefined) {
    const name = SLEEPER + saved.of.target;
    const value = canonical(saved);
    const written = await table.update(keyOf(home), SORT, {
      UpdateExpression: 'SET #sleeper = :saved',
      ConditionExpression: before ? '#sleeper = :before' : 'attribute_not_exists(#sleeper)',
      ExpressionAttributeNames: { '#sleeper': name },
      ExpressionAttributeValues: { ':saved': value, ...(before && { ':before': canonical(before) }) },
    });
    return written.type === 'written' || standing(written, name) === value;
  }

  async function forgetCapacity(home: Home, saved: SavedCapacity) {
    const name = SLEEPER + saved.of.target;
    const written = await table.update(keyOf(home), SORT, {
      UpdateExpression: 'REMOVE #sleeper',
      ConditionExpression: '#sleeper = :saved',
      ExpressionAttributeNames: { '#sleeper': name },
      ExpressionAttributeValues: { ':saved': canonical(saved) },
    });
    return written.type === 'written' || standing(written, name) === undefined;
  }

  async function stayAwake(home: Home, wish: StayAwake): Promise<boolean> {
    const name = AWAKE + wish.schedule;
    const value = canonical(wish);
    const written = await table.update(keyOf(home), SORT, {
      UpdateExpression: 'SET #awake = :wish, #asked = :at',
      ConditionExpression: 'attribute_not_exists(#asked) OR #asked < :at',
      ExpressionAttributeNames: { '#awake': name, '#asked': ASKED + wish.schedule },
      ExpressionAttributeValues: { ':wish': value, ':at': Date.parse(wish.at) },
    });
    return written.type === 'written' || standing(written, name) === value;
  }

  return { hours, saveCapacity, forgetCapacity, stayAwake };
}

function keyOf({ account, region }: Home): string {
  return `hours/${account}/${region}`;
}

function standing({ item }: Written, name: string): unknown {
  return item?.[name];
}

/** Kept as text, so that a condition compares all of it. */
function entriesOf<Entry>(item: Item, prefix: string): readonly Entry[] {
  return Object.entries(item).flatMap(([name, text]) =>
    name.startsWith(prefix) && typeof text === 'string' ? [JSON.parse(text) as Entry] : [],
  );
}
