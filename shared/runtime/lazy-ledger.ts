import type { Ledger } from '../deps.ts';
import { once } from './once.ts';

/** A ledger that is loaded at its first call: most events that triage hears never get there. */
export function lazyLedger(open: () => Promise<Ledger>): Ledger {
  const ledger = once(open);
  return {
    mark: async (...args) => (await ledger()).mark(...args),
    prune: async (...args) => (await ledger()).prune(...args),
    read: async (...args) => (await ledger()).read(...args),
    claim: async (...args) => (await ledger()).claim(...args),
    renew: async (...args) => (await ledger()).renew(...args),
    intend: async (...args) => (await ledger()).intend(...args),
    spend: async (...args) => (await ledger()).spend(...args),
    spent: async (...args) => (await ledger()).spent(...args),
    receipt: async (...args) => (await ledger()).receipt(...args),
    ask: async (...args) => (await ledger()).ask(...args),
    answer: async (...args) => (await ledger()).answer(...args),
    close: async (...args) => (await ledger()).close(...args),
    hours: async (...args) => (await ledger()).hours(...args),
    saveCapacity: async (...args) => (await ledger()).saveCapacity(...args),
    forgetCapacity: async (...args) => (await ledger()).forgetCapacity(...args),
    stayAwake: async (...args) => (await ledger()).stayAwake(...args),
  };
}
