import type { Json } from '@edgestep/shared';

import { PAYLOAD_BYTES_MAX, payloadBytes } from '../step/payload-limit.ts';

/** A list that grows for as long as it is small enough to be shown. */
export class ShownList {
  readonly values: Json[] = [];
  #bytes = '[]'.length;

  get fits(): boolean {
    return this.#bytes <= PAYLOAD_BYTES_MAX;
  }

  add(value: Json): void {
    this.values.push(value);
    this.#bytes += payloadBytes(value) + ','.length;
  }
}
