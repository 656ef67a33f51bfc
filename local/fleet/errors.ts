/** What an SDK exception is made from. */
export interface Refusal {
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode: number };
}

/** The caller is at fault (HTTP 400), unless the status says otherwise. */
export function refusal(message: string, httpStatusCode = 400): Refusal {
  return { message, $metadata: { httpStatusCode } };
}
