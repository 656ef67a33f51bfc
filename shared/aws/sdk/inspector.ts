export { Inspector2Client } from '@aws-sdk/client-inspector2';
