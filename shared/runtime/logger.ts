import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Log } from '../deps.ts';
import type { CommonEnvironment } from './environment.ts';
import { once } from './once.ts';
import { redacting } from './redacting.ts';

type Fields = Record<string, unknown>;
type Level = keyof Log;
type Write = (logger: Logger) => void;

/** The log of one function, and the invocation it speaks of. */
export interface FunctionLog extends Log {
  /** Put the invocation's request id into every line that follows. */
  begin(context: Context): void;
  /** Resolves when every line so far was written. */
  flush(): Promise<void>;
}

const LEVELS: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/**
 * Powertools' structured log as our `Log`: one JSON line each, with every secret taken out. It is loaded at
 * the first line that is written, so that an event with nothing to say starts without it; the lines until
 * then wait some milliseconds, in their order.
 */
export function createLogger(environment: Pick<CommonEnvironment, 'stage' | 'logLevel'>): FunctionLog {
  const lowest = levelOf(environment.logLevel);
  const waiting: Write[] = [];
  let logger: Logger | undefined;
  let request: Context | undefined;
  const load = once(async () => {
    logger = await openLogger(environment.stage, lowest);
    if (request !== undefined) logger.addContext(request);
    for (const write of waiting.splice(0)) write(logger);
  });
  const line =
    (level: Level) =>
    (message: string, fields: Fields = {}) => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(lowest)) return;
      if (logger !== undefined) return logger[level](message, fields);
      waiting.push((to) => to[level](message, fields));
      void load();
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    begin: (context) => {
      request = context;
      logger?.addContext(context);
    },
    flush: async () => {
      if (waiting.length > 0) await load();
    },
  };
}

async function openLogger(stage: string, lowest: Level): Promise<Logger> {
  const { Logger } = await import('@aws-lambda-powertools/logger');
  const logLevel = lowest.toUpperCase() as Uppercase<Level>;
  return new Logger({ serviceName: `watchkeeper-${stage}`, logLevel, jsonReplacerFn: redacting });
}

/** The same log with fields that every line carries: an incident's id, a signal's. */
export function withFields(log: Log, fixed: Fields): Log {
  const line = (level: Level) => (message: string, fields?: Fields) =>
    log[level](message, { ...fixed, ...fields });
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

/** A level that we do not know logs too much rather than too little. */
function levelOf(name: string): Level {
  return LEVELS.find((level) => level === name.toLowerCase()) ?? 'info';
}
