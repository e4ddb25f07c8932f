import type { Json, JsonObject } from '@edgestep/shared';

/**
 * What evaluation needs from outside the language. Both must be decided by the caller, so that a
 * turn can be repeated: the language itself has no randomness.
 */
export interface EvaluationPort {
  /** A number in [0, 1). */
  random(): number;
  /** A version 4 UUID in its canonical lower-case form. */
  uuid(): string;
  /**
   * Called by a long JSONata evaluation now and then: the promise resolves when it may go on. Whoever runs
   * evaluations on a shared thread lets others have a turn here. Absent: the evaluation never pauses.
   */
  pause?(): Promise<void>;
}

/** Read access to the variables that a state sees, outer scopes included. */
export interface VariableReader {
  /** Answers undefined for a variable that no scope has assigned. */
  lookup(name: string): Json | undefined;
}

/** All that a query can see. Values are shared by reference and never changed. */
export interface Scope {
  /**
   * What `$` reads on JSONPath (the field decides: the raw input for InputPath, the effective input for
   * Parameters, the raw result for ResultSelector), and `$states.input` on JSONata.
   */
  readonly input: Json;
  /** The context object: `$$` on JSONPath, `$states.context` on JSONata. Read lazily, it may be a getter. */
  readonly context: JsonObject;
  readonly variables: VariableReader;
  /** `$states.result`: absent where the state has no result yet. */
  readonly result?: Json;
  /** `$states.errorOutput`: present in a catcher only. */
  readonly errorOutput?: Json;
  readonly port: EvaluationPort;
  /** The time of the turn in milliseconds since the epoch: what `$now()` and `$millis()` answer. */
  readonly nowMs: number;
}
