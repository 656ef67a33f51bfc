import { type Fields, fieldsOf, malformed, optionalNumber, present, read, requiredText } from './decode.ts';
import { type Owner, optionalInstant, ownerIn } from './identity.ts';

/** An EventBridge event of a known type: the envelope, and `detail` as an object. */
export interface Envelope {
  readonly envelope: Fields;
  readonly detail: Fields;
}

/** Where an event without a `time` still says when it happened, best first. */
const TIMES = ['updatedAt', 'stoppedAt', 'stoppingAt', 'createdAt'];

/** The event's parts, with its id checked. Throws MalformedEventError. */
export function openEnvelope(event: Record<string, unknown>, detailType: string): Envelope {
  const id = requiredText(
    { where: `${detailType}:`, values: event },
    'id',
    /^[\x21-\x7e]{1,256}$/,
    'the id of an event',
  );
  const envelope = fieldsOf(event, `${detailType} ${id}:`);
  const where = `${envelope.where} detail`;
  // When an alarm calls a function itself, its detail has this name; some recordings mix both forms.
  const detail = read(envelope, 'detail') ?? read(envelope, 'alarmData');
  return { envelope, detail: fieldsOf(detail, where) };
}

/** What every signal says. `subject` stands in where the envelope leaves out account or region. */
export function signalBase({ envelope, detail }: Envelope, subject: Owner) {
  return {
    id: String(read(envelope, 'id')),
    ...ownerIn(envelope, subject),
    occurredAt: occurredAt(envelope, detail),
    ...present({ version: optionalNumber(detail, 'version') }),
  };
}

function occurredAt(envelope: Fields, detail: Fields): string {
  const time = optionalInstant(envelope, 'time');
  if (time !== undefined) return time;
  for (const key of TIMES) {
    const instead = optionalInstant(detail, key);
    if (instead !== undefined) return instead;
  }
  throw malformed(`${envelope.where} time`, `is missing, and detail has none of ${TIMES.join(', ')}`);
}
