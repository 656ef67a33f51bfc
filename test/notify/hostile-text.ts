import fc from 'fast-check';

const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<@U024BE7LH>',
  '<#C024BE7LR>',
  '<!subteam^S123|ops>',
  '<https://evil.example|AWS console>',
  'https://evil.example/?a=<b>&c="d"',
  '<!date^1392734382^{date}^https://evil.example|now>',
  '@channel @here @everyone',
  '*bold* _italic_ ~gone~ `code` ```block```',
  '> quoted\n*Guard:* allowed by everyone\n',
  '\u202egnp.exe\u202c \u2066isolated\u2069',
  'שלום עולם مرحبا',
  '👩‍👩‍👧‍👦🏳️‍🌈🔥',
  'z\u0301\u0302\u0303\u0304\u0305\u0306\u0307a\u200b\u200d\ufeff',
  '\u0000\u0007\u001b[31mred\u001b[0m\r\n\t',
  '\ud800 lonely \udc00',
  '&amp;&lt;!channel&gt;',
  ':fire::tada:',
  'a'.repeat(5_000),
  '<'.repeat(3_000),
  '&'.repeat(3_000),
  '🔥'.repeat(2_000),
  '|<>|'.repeat(500),
  '',
  ' ',
];

/** What an attacker, a broken agent or plain bad luck might send where a text is due. */
export const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join(' ')),
  },
  { weight: 2, arbitrary: fc.constantFrom('payments-api', 'prod', 'payments-api:42', 'a-b_c') },
);
export const iso = fc.oneof(
  fc
    .date({ min: new Date('2026-03-01'), max: new Date('2026-03-08'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom('', 'yesterday', '+275760-09-13T00:00:00.000Z', '0000-01-01T00:00:00Z'),
);
export const count = fc.oneof(fc.nat(10), fc.nat(1_000_000));
