import type { QueryLanguage } from './query-language.ts';
import type { StatesBlock } from './states-block.ts';
import type { PositionIndex } from '../json-text/position-index.ts';

/** A state machine in the Amazon States Language, well-formed but not necessarily valid. */
export interface StateMachineDefinition extends StatesBlock {
  readonly version: string | undefined;
  /** What states without a QueryLanguage of their own use; JSONPath unless written. */
  readonly queryLanguage: QueryLanguage;
  /** The longest duration of an execution in seconds. */
  readonly timeoutSeconds: number | undefined;
  /** From a location (`/States/Start/Next`) to its place in the text. */
  readonly positions: PositionIndex;
}
