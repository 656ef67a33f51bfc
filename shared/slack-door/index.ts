import type { Clock, Deps, Log } from '../deps.ts';
import type { StayAwake } from '../domain/hours.ts';
import type { ApprovalAnswer } from '../domain/incident.ts';
import { isWishBlock, wishBlock } from '../notify/awake.ts';
import { context } from '../notify/blocks.ts';
import { type AwakeClaim, createSign, decodeButton, isAwakeClaim } from '../notify/button-value.ts';
import { AWAKE, CLICK } from '../notify/click-words.ts';
import { decideClick, workingWords } from './decide.ts';
import { decideStay } from './decide-stay.ts';
import { type Click, parseBody } from './payload.ts';
import { type ClickRequest, type ClickResponse, rawBody, response } from './request.ts';
import type { ClickReply, Reply } from './response-url.ts';
import { signatureProblem } from './signature.ts';

export type { ClickRequest, ClickResponse } from './request.ts';
export { type ClickReply, type Reply, realReply } from './response-url.ts';
export { slackSignature } from './signature.ts';

export interface ClickDeps extends Pick<Deps, 'resume'> {
  readonly ledger: Pick<Deps['ledger'], 'read' | 'answer' | 'stayAwake'>;
  readonly signingSecret: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly reply: Reply;
}

/**
 * Answer one request to the click endpoint. 401: not from Slack; 400: not understood; 500: no signing secret; 200:
 * everything else, and people are told in Slack. Never throws.
 */
export async function answerClick(request: ClickRequest, deps: ClickDeps): Promise<ClickResponse> {
  if (request.requestContext.http.method !== 'POST') return response(405, 'Only POST is answered here.');
  const body = rawBody(request);
  const secret = await readSecret(deps);
  if (secret === undefined)
    return response(500, 'The signing secret could not be read: please click once more.');
  const forged = signatureProblem(request, body, secret, deps.clock());
  if (forged !== undefined) return refuse(deps, 401, `Refused: ${forged}.`);
  const parsed = parseBody(body);
  if (parsed.type === 'malformed') return refuse(deps, 400, `Not understood: ${parsed.reason}.`);
  if (parsed.type === 'click') await takeClick(parsed.click, secret, deps);
  return response(200);
}

async function readSecret({ signingSecret, log }: ClickDeps): Promise<string | undefined> {
  try {
    return await signingSecret();
  } catch (error) {
    log.error('signing secret could not be read', { error });
    return undefined;
  }
}

async function takeClick(click: Click, secret: string, deps: ClickDeps): Promise<void> {
  try {
    const claim = decodeButton(click.action, click.value, createSign(secret));
    if (claim === undefined) return await tell(click, CLICK.forged, deps, 'forged button');
    if (isAwakeClaim(claim)) return await takeWish(claim, click, deps);
    const decision = await decideClick(claim, click.user, deps.ledger, deps.clock());
    if (decision.type === 'refused') return await tell(click, decision.say, deps, decision.why, claim.key);
    await handOver(click, decision.approval.callbackId, decision.answer, deps, claim.key);
  } catch (error) {
    deps.log.error('click could not be recorded', { user: click.user, error });
    await send(click, ephemeral(CLICK.broken), deps);
  }
}

/** Nobody waits for it: the next tick finds it in the ledger. The buttons stay, for whoever thinks again. */
async function takeWish(claim: AwakeClaim, click: Click, deps: ClickDeps): Promise<void> {
  const decision = await decideStay(claim, click, deps.ledger, deps.clock());
  if (decision.type === 'refused') return tell(click, decision.say, deps, decision.why, claim.key);
  const { wish } = decision;
  await send(click, withWish(click, wish), deps);
  deps.log.info('kept awake', { incident: claim.key, until: wish.until, by: wish.by });
}

function withWish(click: Click, wish: StayAwake): ClickReply {
  const blocks = click.blocks.filter((block) => !isWishBlock(block));
  const at = blocks.findIndex(({ type }) => type === 'actions');
  const end = at < 0 ? blocks.length : at;
  const line = wishBlock(wish, wish.at, AWAKE.soon);
  return replacement(click, [...blocks.slice(0, end), ...line, ...blocks.slice(end)]);
}

/**
 * An undo is found by the response at its next look. Take the buttons away, then hand the answer over: the other way round, this could overwrite what the response
 * shows. The answer is in the ledger by now, so if handing over fails the buttons come back to repeat it.
 */
async function handOver(
  click: Click,
  callbackId: string | undefined,
  answer: ApprovalAnswer,
  deps: ClickDeps,
  key: string,
): Promise<void> {
  await send(click, withoutButtons(click, answer), deps);
  try {
    if (callbackId !== undefined) await deps.resume(callbackId, answer);
    deps.log.info('click answered', { incident: key, answer: answer.type, by: answer.by });
  } catch (error) {
    deps.log.error('answer could not be handed over', { incident: key, answer: answer.type, error });
    await send(click, replacement(click, click.blocks), deps);
    await send(click, ephemeral(CLICK.retry), deps);
  }
}

/** The message as it was, with who did what in place of the buttons, until the response renders it anew. */
function withoutButtons(click: Click, answer: ApprovalAnswer): ClickReply {
  const { blocks } = click;
  const working = workingWords(answer);
  const index = blocks.findIndex(({ type }) => type === 'actions');
  const at = index < 0 ? blocks.length : index;
  const rest = blocks.slice(at).filter(({ type }) => type !== 'actions');
  return replacement(click, [...blocks.slice(0, at), ...context([working]), ...rest]);
}

function replacement({ text }: Click, blocks: readonly { readonly type: string }[]): ClickReply {
  return { replace_original: true, text, blocks };
}

async function tell(click: Click, say: string, deps: ClickDeps, why: string, key?: string): Promise<void> {
  deps.log.info('click refused', { why, user: click.user, ...(key === undefined ? {} : { incident: key }) });
  await send(click, ephemeral(say), deps);
}

/** A reply that is lost changes nothing that counts. */
async function send(click: Click, reply: ClickReply, { reply: post, log }: ClickDeps): Promise<void> {
  try {
    await post(click.responseUrl, reply);
  } catch (error) {
    log.warn('click reply was not taken', { error });
  }
}

function ephemeral(text: string): ClickReply {
  return { response_type: 'ephemeral', replace_original: false, text };
}

function refuse({ log }: ClickDeps, status: number, reason: string): ClickResponse {
  log.warn('click request refused', { status, reason });
  return response(status, reason);
}
