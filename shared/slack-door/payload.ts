import * as z from 'zod/mini';
import { isResponseUrl } from './response-url.ts';

const blockSchema = z.looseObject({ type: z.string() });

const actionSchema = z.object({
  action_id: z.string(),
  action_ts: z.string().check(z.regex(/^\d{1,12}(\.\d{1,9})?$/)),
  value: z.optional(z.string()),
});

const clickSchema = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().check(z.regex(/^[UW][A-Z0-9]{2,30}$/)) }),
  response_url: z.string().check(z.refine(isResponseUrl)),
  actions: z.array(actionSchema).check(z.minLength(1)),
  message: z.optional(z.object({ text: z.optional(z.string()), blocks: z.optional(z.array(blockSchema)) })),
});

/** A block as Slack sent it back: handed on as it is. */
export type SentBlock = z.infer<typeof blockSchema>;

/** One click on one button, as Slack tells it. */
export interface Click {
  readonly user: string;
  /** When it was clicked, by Slack's clock: milliseconds since the epoch. */
  readonly at: number;
  readonly responseUrl: string;
  readonly action: string;
  readonly value: string;
  readonly text: string;
  readonly blocks: readonly SentBlock[];
}

export type ParsedBody =
  | { readonly type: 'click'; readonly click: Click }
  /** Some other interaction, such as a shortcut: not for us, and no error. */
  | { readonly type: 'other' }
  | { readonly type: 'malformed'; readonly reason: string };

/** The form field `payload`, which is JSON. Never throws. */
export function parseBody(body: Buffer): ParsedBody {
  const payload = new URLSearchParams(body.toString('utf8')).get('payload');
  if (payload === null) return { type: 'malformed', reason: 'the form has no field "payload"' };
  const json = fromJson(payload);
  if (json === undefined) return { type: 'malformed', reason: 'the field "payload" is no JSON' };
  if (!isBlockActions(json)) return { type: 'other' };
  const parsed = z.safeParse(clickSchema, json);
  if (!parsed.success) return { type: 'malformed', reason: problemsOf(parsed.error) };
  return clickOf(parsed.data);
}

function clickOf({ user, response_url, actions, message }: z.infer<typeof clickSchema>): ParsedBody {
  const [first] = actions;
  if (first === undefined) return { type: 'malformed', reason: 'no action was clicked' };
  return {
    type: 'click',
    click: {
      user: user.id,
      at: Math.floor(Number(first.action_ts) * 1_000),
      responseUrl: response_url,
      action: first.action_id,
      value: first.value ?? '',
      text: message?.text ?? '',
      blocks: message?.blocks ?? [],
    },
  };
}

function isBlockActions(json: unknown): boolean {
  return json !== null && typeof json === 'object' && 'type' in json && json.type === 'block_actions';
}

function problemsOf(error: z.core.$ZodError): string {
  return error.issues.map(({ path }) => `"${path.join('.')}" is missing or wrong`).join(', ');
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
