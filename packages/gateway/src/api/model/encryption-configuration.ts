import { choice, number, required, structure, text } from '../shape/describe.ts';

/** Which key encrypts what is stored. */
export interface EncryptionConfiguration {
  readonly kmsKeyId?: string;
  readonly kmsDataKeyReusePeriodSeconds?: number;
  readonly type: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KMS_KEY';
}

/** The shape of `EncryptionConfiguration`. */
export const ENCRYPTION_CONFIGURATION = structure<EncryptionConfiguration>('EncryptionConfiguration', {
  kmsKeyId: text({ lengthMin: 1, lengthMax: 2048 }),
  kmsDataKeyReusePeriodSeconds: number('Integer', { min: 60, max: 900 }),
  type: required(choice(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'])),
});
