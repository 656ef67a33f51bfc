/** How a client reaches AWS: the same for every service, but for how long an answer may take. */
export interface ConnectionOptions {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly credentials?: Credentials | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Those of a role have one. */
  readonly sessionToken?: string;
}

/** The SDK is the one layer that retries: its callers never do, so no failure is multiplied. */
const MAX_ATTEMPTS = 3;

/**
 * Within a region a TLS connection takes tens of milliseconds; a second means that there is no route, and
 * waiting longer would not help.
 */
const CONNECT_MS = 1000;

/**
 * The control planes answer well under a second, slow pages take two or three; five cut off so few good
 * answers that a repeat, which is harmless for every call we make, is the better bet. With three attempts and
 * the pauses between them the worst case stays below 20 s, within every function's timeout.
 */
const ANSWER_MS = 5000;

/** DynamoDB answers in milliseconds: whatever takes two seconds is lost, and the next attempt will be faster. */
const DYNAMODB_ANSWER_MS = 2000;

/** A client's configuration. Connections are kept alive by default, so a warm container reuses them. */
export function connection(service: string, options: ConnectionOptions) {
  const { region, endpoint, credentials } = options;
  const answerMs = service === 'dynamodb' ? DYNAMODB_ANSWER_MS : ANSWER_MS;
  return {
    region,
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: answerMs,
      // The one above ends with the first byte of the answer; without this a body that stalls is waited for for ever.
      socketTimeout: answerMs,
      // Without this the SDK only warns about a late answer and goes on waiting.
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}
