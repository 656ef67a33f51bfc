export { ECRPUBLICClient } from '@aws-sdk/client-ecr-public';
