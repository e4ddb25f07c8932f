import { createHmac, timingSafeEqual } from 'node:crypto';

import { formatTaskAddress, parseTaskAddress, type TaskAddress } from '@edgestep/shared';

const MAC_BYTES = 16;

/**
 * Makes and reads task tokens: the task's address, signed with a key that all nodes of the zone share, so that a
 * token is good at every node, after every restart, and at none other. That it is used once is not the
 * signature's matter but the execution's (E6).
 */
export interface TaskTokenSealer {
  readonly seal: (address: TaskAddress) => string;
  /** `undefined` for text that this zone did not sign. */
  readonly open: (token: string) => TaskAddress | undefined;
}

export function createTaskTokenSealer(key: Uint8Array): TaskTokenSealer {
  return {
    seal(address) {
      const payload = Buffer.from(formatTaskAddress(address), 'utf8');
      return Buffer.concat([mac(key, payload), payload]).toString('base64url');
    },
    open(token) {
      const bytes = Buffer.from(token, 'base64url');
      // What base64url passes over, such as a character too many, makes another text, which this zone did not sign.
      if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== token) return undefined;
      const payload = bytes.subarray(MAC_BYTES);
      if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(key, payload))) return undefined;
      return parseTaskAddress(payload.toString('utf8'));
    },
  };
}

function mac(key: Uint8Array, payload: Uint8Array): Buffer {
  return createHmac('sha256', key).update(payload).digest().subarray(0, MAC_BYTES);
}
