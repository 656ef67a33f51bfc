export { AppRunnerClient } from '@aws-sdk/client-apprunner';
