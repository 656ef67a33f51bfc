/** An error of the SDK as far as we look at it: every service names its errors, none promises a class. */
interface SdkError {
  readonly name?: unknown;
  readonly message?: unknown;
  /** Of Node's own errors. */
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $retryable?: { readonly throttling?: boolean };
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Services disagree on the name: ECS says AccessDeniedException, EC2 UnauthorizedOperation. */
const DENIED = /^(AccessDenied(Exception)?|UnauthorizedOperation|UnauthorizedException|NotAuthorized)$/;
const THROTTLED =
  /^(Throttl(ing|ed)(Exception)?|TooManyRequestsException|RequestLimitExceeded|ProvisionedThroughputExceededException|EC2ThrottledException)$/;

export function isDenied(error: unknown): boolean {
  return DENIED.test(errorName(error));
}

export function isThrottled(error: unknown): boolean {
  const { $retryable, $metadata } = sdkError(error);
  return (
    $retryable?.throttling === true || $metadata?.httpStatusCode === 429 || THROTTLED.test(errorName(error))
  );
}

/**
 * Whether AWS may have done what was asked although the call failed: the connection broke, no answer came in
 * time, or the service failed on its side. Only an answer that blames the caller proves that nothing happened.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  const { $fault, $metadata } = sdkError(error);
  const status = $metadata?.httpStatusCode;
  return $fault !== 'client' && !(status !== undefined && status >= 400 && status < 500);
}

/** The name of the service's host has no address: the service is not in that Region, or DNS fails. */
export function isHostUnknown(error: unknown): boolean {
  return sdkError(error).code === 'ENOTFOUND';
}

export function hasName(error: unknown, ...names: readonly string[]): boolean {
  return names.includes(errorName(error));
}

export function errorName(error: unknown): string {
  const { name } = sdkError(error);
  return typeof name === 'string' ? name : 'UnknownError';
}

/** The service's words on one line, cut where they would fill the message. */
export function errorText(error: unknown): string {
  const { message } = sdkError(error);
  const text = typeof message === 'string' ? message : String(error);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}

function sdkError(error: unknown): SdkError {
  return typeof error === 'object' && error !== null ? error : {};
}

/** What IAM says it missed; AWS writes it into the message and nowhere else. */
export function missingPermission(
  error: unknown,
): { readonly action: string; readonly resource: string | undefined } | undefined {
  const { message } = sdkError(error);
  const found = /not authorized to perform:? ([\w-]+:\w+)(?: on resource:? (\S+))?/.exec(String(message));
  return found?.[1] === undefined ? undefined : { action: found[1], resource: found[2] };
}
