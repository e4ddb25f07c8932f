import type { Observation } from '../truth/observation.ts';
import type { Truth } from '../truth/truth.ts';

/** Says what is wrong, in words that name the execution, the node or the record. */
export type Complain = (message: string) => void;

/** Holds a world to one promise: while it goes on, and when it has come to rest. */
export interface Checker {
  /** The invariant, or what the promise is about. */
  readonly name: string;
  observe?(observation: Observation, truth: Truth, complain: Complain): void;
  finish?(truth: Truth, complain: Complain): void;
}
