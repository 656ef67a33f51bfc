/** What an incident about an alarm itself is for: to say that it has no data, or to find out what it scales. */
export const SILENCE = 'silence';
export const BINDING = 'binding';
