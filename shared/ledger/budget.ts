import type { Ledger } from '../deps.ts';
import { expiry } from './expiry.ts';
import type { Table } from './table.ts';

/** What was spent in a clock hour, kept as a set so that repeats are free. */
export function createBudget(table: Table): Pick<Ledger, 'spend' | 'spent'> {
  async function spend(budget: string, id: string, now: number, limit: number) {
    const written = await table.update(budgetKey(budget, now), 'budget', {
      UpdateExpression: 'SET expires = :expires ADD acts :act',
      ConditionExpression:
        ':limit > :zero AND (attribute_not_exists(acts) OR size(acts) < :limit OR contains(acts, :id))',
      ExpressionAttributeValues: {
        ':expires': expiry(now, 2),
        ':act': new Set([id]),
        ':id': id,
        ':limit': limit,
        ':zero': 0,
      },
    });
    return written.type === 'written';
  }

  async function spent(budget: string, now: number): Promise<number> {
    const item = await table.get(budgetKey(budget, now), 'budget');
    return item?.acts instanceof Set ? item.acts.size : 0;
  }

  return { spend, spent };
}

/** One item per budget and clock hour (UTC). */
function budgetKey(budget: string, now: number): string {
  return `budget/${budget}/${new Date(now).toISOString().slice(0, 13)}`;
}
