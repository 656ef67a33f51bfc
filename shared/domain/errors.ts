/** An event of a type we know whose content is not what AWS documents: it goes to the dead-letter queue. */
export class MalformedEventError extends Error {
  override readonly name = 'MalformedEventError';
}

/** The configuration cannot be used; the message lists every problem with its line and path. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A read of the fleet failed or came back incomplete, so nothing may be decided on it. */
export class ReadError extends Error {
  override readonly name = 'ReadError';
}

/** Another execution owns the incident by now: whoever sees this must stop without writing. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}
