import { ENCRYPTION_CONFIGURATION, type EncryptionConfiguration } from '../model/encryption-configuration.ts';
import { NAME } from '../model/name.ts';
import { TAGS, type Tag } from '../model/tag.ts';
import { required, structure } from '../shape/describe.ts';

/** Registers an activity: a task whose workers poll. Idempotent by name. */
export interface CreateActivityRequest {
  readonly name: string;
  readonly tags?: readonly Tag[];
  readonly encryptionConfiguration?: EncryptionConfiguration;
}

/** The shape of `CreateActivityRequest`. */
export const CREATE_ACTIVITY_REQUEST = structure<CreateActivityRequest>('CreateActivityInput', {
  name: required(NAME),
  tags: TAGS,
  encryptionConfiguration: ENCRYPTION_CONFIGURATION,
});

/** The answer of CreateActivity. */
export interface CreateActivityResponse {
  readonly activityArn: string;
  readonly creationDate: Date;
}
