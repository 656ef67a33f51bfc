import { CloudWatchServiceException } from '@aws-sdk/client-cloudwatch';
import { refusal } from '../errors.ts';

/** CloudWatch's answer to input that breaks a rule. */
export function invalid(message: string): CloudWatchServiceException {
  return new CloudWatchServiceException({ ...refusal(message), name: 'ValidationError', $fault: 'client' });
}
