/** What a middleware at the SDK's `initialize` step is given: the command's input, before it is serialised. */
export interface CommandCall {
  readonly input: object;
}
export interface CommandAnswer {
  readonly output: object;
  readonly response: unknown;
}
/** The type of a method, which takes any input: no command of Application Auto Scaling does without one. */
export type CommandHandler = { handle(call: CommandCall): Promise<CommandAnswer> }['handle'];
/** `commandName` is the SDK's, for example `RunTaskCommand`; `clientName`, for example `ECSClient`. */
export type CommandMiddleware = (
  next: CommandHandler,
  context: { readonly commandName?: string; readonly clientName?: string },
) => CommandHandler;

/** What every client of the SDK has in common, as far as we use it. */
export interface Interceptable {
  readonly middlewareStack: {
    add(
      middleware: CommandMiddleware,
      options: { step: 'initialize'; name: string; priority?: 'high' | 'low' },
    ): void;
    remove(name: string): boolean;
  };
}

/** Looks at, or answers in place of AWS, what is sent through a client. */
export type Intercept = (client: Interceptable) => void;

/**
 * A client as all of ours are: without the SDK's logging, which copies every input and every answer field by field
 * although we give it no logger. A page of 1,000 images costs 2 ms of it.
 */
export function prepared<Client extends Interceptable>(client: Client, intercept?: Intercept): Client {
  client.middlewareStack.remove('loggerMiddleware');
  intercept?.(client);
  return client;
}
