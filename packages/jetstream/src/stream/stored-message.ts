import type { Msg, MsgHdrs } from '@nats-io/nats-core';

/** A message as a stream holds it. */
export interface StoredMessage {
  /** Its place in the stream, from 1. */
  readonly sequence: number;
  readonly subject: string;
  readonly headers: MsgHdrs | undefined;
  readonly data: Uint8Array;
  /** How many messages the stream held behind this one when it was delivered. */
  readonly pending: number;
}

/** A stored message with its place among those that one consumer delivers, from 1. */
export interface Delivery {
  readonly message: StoredMessage;
  readonly consumerSequence: number;
}

/**
 * Reads a consumer's delivery; undefined when the message is none. Where it lies in the stream stands in the reply
 * subject (ADR-15): `$JS.ACK.[<domain>.<account>.]<stream>.<consumer>.<count>.<stream seq>.<consumer seq>.<time>.<pending>[.<token>]`.
 */
export function parseDelivery(message: Msg): Delivery | undefined {
  const tokens = message.reply?.split('.') ?? [];
  if (tokens[0] !== '$JS' || tokens[1] !== 'ACK' || tokens.length < 9) return undefined;
  const first = tokens.length === 9 ? 5 : 7;
  return {
    message: {
      sequence: Number(tokens[first]),
      subject: message.subject,
      headers: message.headers,
      data: message.data,
      pending: Number(tokens[first + 3]),
    },
    consumerSequence: Number(tokens[first + 1]),
  };
}
