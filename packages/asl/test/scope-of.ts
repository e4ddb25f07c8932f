import type { Json, JsonObject } from '@edgestep/shared';

import type { EvaluationPort, Scope } from '../src/query/scope.ts';

/** A port that answers the same every time. */
export const fixedPort: EvaluationPort = {
  random: () => 0.25,
  uuid: () => '3f2b8a52-7d8e-4a14-9c0b-0a4d5b1f6e77',
};

export interface ScopeParts {
  readonly context?: JsonObject;
  readonly variables?: JsonObject;
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly port?: EvaluationPort;
  readonly nowMs?: number;
}

/** A scope for one evaluation in a test. */
export function scopeOf(input: Json, parts: ScopeParts = {}): Scope {
  const { variables = {}, context = {}, port = fixedPort, nowMs = 0, ...rest } = parts;
  return {
    input,
    context,
    port,
    nowMs,
    variables: { lookup: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined) },
    ...rest,
  };
}
