import type { DecisionTurn } from './turn.ts';

/**
 * What the events of one decision may take at most, estimated: a third of what a message of the log may hold, for
 * text that takes three bytes a character.
 */
export const DECISION_BYTES_MAX = 2_500_000;

/** Thrown in the midst of a turn: its events are dropped, and the execution ends. */
export class DecisionTooLarge extends Error {
  override readonly name = 'DecisionTooLarge';

  constructor(bytes: number) {
    super(
      `One step of the execution wrote ${bytes} bytes; ${DECISION_BYTES_MAX} is the most that fits into its log.`,
    );
  }
}

/** A single step whose events don't fit into a record could never become durable: it must not be tried. */
export function refuseOversizedTurn(turn: DecisionTurn): void {
  if (turn.bytes > DECISION_BYTES_MAX) throw new DecisionTooLarge(turn.bytes);
}
