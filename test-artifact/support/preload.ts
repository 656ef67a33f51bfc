import { readFileSync } from 'node:fs';

// Loaded into a function's process before its bundle, which stays as it is shipped: simulated time in place of
// the machine's, and the local Slack in place of Slack. Whatever else would leave the machine is refused.

const { SIMULATED_NOW_FILE = '', LOCAL_SLACK = '' } = process.env;
const SLACK_HOSTS = ['slack.com', 'hooks.slack.com'];

const now = () => Number(readFileSync(SIMULATED_NOW_FILE, 'utf8'));
globalThis.Date = new Proxy(Date, {
  construct: (real, args) => Reflect.construct(real, args.length === 0 ? [now()] : args),
  get: (real, key) => (key === 'now' ? now : Reflect.get(real, key)),
});

const send = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { hostname, pathname } = new URL(String(input));
  if (!SLACK_HOSTS.includes(hostname)) throw new Error(`nothing here is called ${hostname}`);
  return send(`${LOCAL_SLACK}/${hostname}${pathname}`, init);
};
