// expect: nothing
import { connect } from '@nats-io/transport-node';

export const peer = connect;
