import { ConfigurationError } from '../domain/errors.ts';

/** The environment variables of each function: field -> name. `serverless.yml` sets exactly these. */
const EVERYWHERE = {
  region: 'AWS_REGION',
  taskRoot: 'LAMBDA_TASK_ROOT',
  account: 'ACCOUNT_ID',
  stage: 'STAGE',
  logLevel: 'LOG_LEVEL',
  ledgerTable: 'LEDGER_TABLE',
} as const;

export const TRIAGE_ENVIRONMENT = {
  ...EVERYWHERE,
  configFile: 'CONFIG_FILE',
  respondFunction: 'RESPOND_FUNCTION',
  respondAlias: 'RESPOND_ALIAS',
} as const;

export const RESPOND_ENVIRONMENT = {
  ...EVERYWHERE,
  configFile: 'CONFIG_FILE',
  respondFunction: 'RESPOND_FUNCTION',
  respondAlias: 'RESPOND_ALIAS',
  killSwitchParameter: 'KILL_SWITCH_PARAMETER',
  slackTokenParameter: 'SLACK_TOKEN_PARAMETER',
  slackSigningSecretParameter: 'SLACK_SIGNING_SECRET_PARAMETER',
} as const;

export const SLACK_ENVIRONMENT = {
  ...EVERYWHERE,
  slackSigningSecretParameter: 'SLACK_SIGNING_SECRET_PARAMETER',
} as const;

/** One function's environment, every value present and not empty. */
export type Environment<Names extends Readonly<Record<string, string>>> = {
  readonly [Field in keyof Names]: string;
};
export type CommonEnvironment = Environment<typeof EVERYWHERE>;
export type TriageEnvironment = Environment<typeof TRIAGE_ENVIRONMENT>;
export type RespondEnvironment = Environment<typeof RESPOND_ENVIRONMENT>;
export type SlackEnvironment = Environment<typeof SLACK_ENVIRONMENT>;

/**
 * Read a function's environment once, into a frozen object.
 * @throws ConfigurationError that lists every missing or empty variable.
 */
export function readEnvironment<Names extends Readonly<Record<string, string>>>(
  names: Names,
  env: NodeJS.ProcessEnv = process.env,
): Environment<Names> {
  const missing = Object.values(names).filter((name) => !env[name]?.trim());
  if (missing.length > 0) {
    throw new ConfigurationError(
      `The function's environment lacks ${missing.join(', ')}: set them in serverless.yml and deploy again.`,
    );
  }
  const entries = Object.entries(names).map(([field, name]) => [field, env[name]?.trim()]);
  return Object.freeze(Object.fromEntries(entries)) as Environment<Names>;
}
