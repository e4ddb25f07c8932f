import { deepStrictEqual } from 'node:assert/strict';

import type { ClosedExecution } from '@edgestep/engine';
import type { Json } from '@edgestep/shared';

/** Throws when an execution did not succeed with an output. */
export function requireOutputOf({ status }: ClosedExecution, output: Json): void {
  const ended = status.kind === 'SUCCEEDED' ? status.output : status;
  deepStrictEqual(ended, output, 'the execution ended otherwise');
}
