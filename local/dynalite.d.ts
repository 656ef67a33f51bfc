declare module 'dynalite' {
  import type { Server } from 'node:http';

  export default function dynalite(options: { createTableMs?: number; deleteTableMs?: number }): Server;
}

/** What dynalite's actions need of the store beneath them. */
declare module 'dynalite/actions/*' {
  export default function action(
    store: object,
    request: object,
    answer: (
      error: { readonly body: { readonly __type: string; readonly message: string } } | null,
      output: object,
    ) => void,
  ): void;
}

declare module 'dynalite/validations/index.js' {
  /** Parses a request's expressions into it; gives what is wrong with them. */
  export function validateExpressions(request: object): string | undefined;
}
