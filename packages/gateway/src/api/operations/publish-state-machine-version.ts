import { ARN } from '../model/arn.ts';
import { VERSION_DESCRIPTION } from '../model/description.ts';
import { REVISION_ID } from '../model/revision-id.ts';
import { required, structure } from '../shape/describe.ts';

/** Makes the current revision of a state machine a numbered version. */
export interface PublishStateMachineVersionRequest {
  readonly stateMachineArn: string;
  readonly revisionId?: string;
  readonly description?: string;
}

/** The shape of `PublishStateMachineVersionRequest`. */
export const PUBLISH_STATE_MACHINE_VERSION_REQUEST = structure<PublishStateMachineVersionRequest>(
  'PublishStateMachineVersionInput',
  {
    stateMachineArn: required(ARN),
    revisionId: REVISION_ID,
    description: VERSION_DESCRIPTION,
  },
);

/** The answer of PublishStateMachineVersion. */
export interface PublishStateMachineVersionResponse {
  readonly creationDate: Date;
  readonly stateMachineVersionArn: string;
}
