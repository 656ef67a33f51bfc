import type { Answer } from './http.ts';

/** One request that is about to be sent, and what may be done with it. */
export interface Exchange {
  readonly service: string;
  /** As the SDK names it, without "Command". */
  readonly command: string;
  /** Same text, same question. */
  readonly question: string;
  /** Send it: it has its effect. */
  send(): Promise<Answer>;
  /** The first answer that this very question had before; undefined when it is the first time. */
  readonly earlier: Answer | undefined;
  /** The caller waits in vain for as long as it is willing to. */
  wait(): void;
}

/** How a request goes wrong. Throws where no answer comes. */
export interface FaultKind {
  readonly name: string;
  /** Where it cannot happen, as said by AWS's documentation; everywhere when absent. */
  happens?(exchange: Pick<Exchange, 'service' | 'command'>): boolean;
  /** Whether this request can go wrong like that by now. */
  ready?(exchange: Exchange): boolean;
  answer(exchange: Exchange): Promise<Answer>;
}
