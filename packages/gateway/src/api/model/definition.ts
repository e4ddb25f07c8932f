import { text } from '../shape/describe.ts';

/** A state machine in the Amazon States Language, as JSON text. */
export const DEFINITION = text({ lengthMin: 1, lengthMax: 1_048_576, sensitive: true });
