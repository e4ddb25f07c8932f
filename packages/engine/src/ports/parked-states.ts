/**
 * Where the states of waiting executions lie while they are outside of the heap, by small whole numbers that the
 * processor gives them. A cache of one owner: the log is the truth (E3), so nothing here has to outlive the process, or
 * a crash of the machine, and nothing is there when it is opened. Synchronous, because decisions are: adapters are
 * embedded.
 *
 * Every method may throw when its medium fails. The processor then leaves an execution where it is (`put`), or steps
 * down, and the next owner recovers (`get`, `delete`).
 */
export interface ParkedStates extends Disposable {
  /** Keeps bytes under a number, instead of those that were there before. They may be changed afterwards. */
  put(id: number, bytes: Uint8Array): void;
  /** What was put under the number last. Throws when nothing is there. */
  get(id: number): Uint8Array;
  /** Forgets a number; one that is not there is ignored. */
  delete(id: number): void;
}
