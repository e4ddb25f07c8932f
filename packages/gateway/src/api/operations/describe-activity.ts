import { ARN } from '../model/arn.ts';
import type { EncryptionConfiguration } from '../model/encryption-configuration.ts';
import { required, structure } from '../shape/describe.ts';

/** What is known of one activity. */
export interface DescribeActivityRequest {
  readonly activityArn: string;
}

/** The shape of `DescribeActivityRequest`. */
export const DESCRIBE_ACTIVITY_REQUEST = structure<DescribeActivityRequest>('DescribeActivityInput', {
  activityArn: required(ARN),
});

/** The answer of DescribeActivity. */
export interface DescribeActivityResponse {
  readonly activityArn: string;
  readonly name: string;
  readonly creationDate: Date;
  readonly encryptionConfiguration?: EncryptionConfiguration;
}
