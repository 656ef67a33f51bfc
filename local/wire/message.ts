/** An HTTP request as one of AWS's endpoints gets it. */
export interface WireRequest {
  /** The name that the signature is for: `ecs`, `events`, `logs`. */
  readonly service: string;
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One command, by the names that the SDK has for it. */
export interface Command {
  readonly client: string;
  readonly command: string;
  readonly input: object;
}

/** What a service refuses a command with. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** How one service writes commands, answers and errors over HTTP. */
export interface Protocol {
  /** @throws Error for an operation that is not known here. */
  decode(request: WireRequest): Command;
  encode(command: Command, output: object): WireResponse;
  refuse(failure: Failure): WireResponse;
}
