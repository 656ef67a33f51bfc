/** What stands on the buttons, and what is said to whoever presses one. */

export const BUTTON = {
  approve: 'Approve',
  deny: 'Deny',
  snooze: (minutes: number | undefined) => (minutes === undefined ? 'Snooze' : `Snooze ${minutes} min`),
  confirm: 'Yes, do it',
  cancel: 'Cancel',
  undo: 'Undo',
  undoTitle: (name: string) => `Undo for ${name}?`,
  undoText: (changes: string) => `Within some minutes: ${changes}. Then it is left to people.`,
  undoLabel: (name: string) => `Undo what was done to ${name}`,
  confirmTitle: (what: string) => `${what}?`,
  approveLabel: (act: string) => `Approve: ${act}`,
  denyLabel: (name: string) => `Deny, and leave ${name} as it is`,
  snoozeLabel: (name: string) => `Ask again later about ${name}`,
} as const;

/** For a schedule that sleeps, or is about to. */
export const AWAKE = {
  hours: (hours: number) => `Awake for ${hours} hour${hours === 1 ? '' : 's'}`,
  until: (start: string) => `Awake until ${start}`,
  wish: (until: string, who: string) => `⏰ Awake until ${until}, as ${who} asked`,
  soon: (until: string, who: string) => `⏰ Awake within 5 minutes, until ${until}, as ${who} asked`,
} as const;

/** What a click is answered with: at once in place of the buttons, or to the person alone. */
export const CLICK = {
  working: (who: string, what: string, at: string) => `⏳ Working… ${what} by ${who} at ${at}`,
  answered: { approved: 'approved', denied: 'denied', snoozed: 'snoozed', undone: 'undo asked' },
  notApprover:
    'You are not on the list of approvers for this, so nothing was done. Ask one of them to answer.',
  expired: 'This approval has expired, so nothing was done. A new message comes if the problem stays.',
  changed:
    'The plan has changed since this button was shown, so nothing was done. Please review the message again.',
  gone: 'There is no open question here any more, so nothing was done.',
  late: (what: string, who: string) => `This was already ${what} by ${who}, so your click changed nothing.`,
  past: 'That moment is over, or more than a week away, so nothing was done. Please choose another.',
  overtaken: 'Somebody has chosen since then, so your click changed nothing.',
  forged: 'This button was not made by Watchkeeper, so nothing was done.',
  retry: 'Your answer is written down, but handing it on failed. Please click once more in a moment.',
  broken: 'Your click could not be recorded, so nothing was done. Please click once more in a moment.',
} as const;
