// expect: no-restricted-imports
import { connect } from '@nats-io/transport-node';

export const connection = connect;
