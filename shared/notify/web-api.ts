/**
 * Slack's package is CommonJS: bundled, `import()` of the package itself finds `default` and no names. They are
 * named here, so that `import()` of this file finds them.
 */
export { LogLevel, WebClient } from '@slack/web-api';
