import type { Log } from '../../shared/deps.ts';
import type { Exchange } from './fault.ts';
import { currentEffect, type Effect } from './transport.ts';

/** What is seen of one morning: requests, how many one effect made at once, and what was logged. */
export function createRecord(clock: () => number) {
  const sites: Map<string, { requests: number; service: string; command: string }> = new Map();
  const burst = new Map<string, number>();
  const logged: string[] = [];
  const note = (message: string, fields: Record<string, unknown> = {}) => {
    for (const text of [message, fields.reason, fields.error].filter((one) => one !== undefined)) {
      logged.push(text instanceof Error ? text.message : String(text));
    }
  };
  const log: Log = { debug() {}, info() {}, warn: note, error: note };

  function request(site: string, { service, command }: Exchange): void {
    const { requests } = sites.get(site) ?? { requests: 0 };
    sites.set(site, { requests: requests + 1, service, command });
  }

  async function effect(name: string, run: () => Promise<unknown>): Promise<unknown> {
    const own: Effect = { name, requests: new Map(), at: clock() };
    try {
      return await currentEffect.run(own, run);
    } finally {
      for (const [command, count] of own.requests) {
        const site = `${name} ${command}`;
        burst.set(site, Math.max(burst.get(site) ?? 0, count));
      }
    }
  }

  return { log, request, effect, seen: { sites, burst, logged } };
}
