import { text } from '../shape/describe.ts';

/** Names one content of a state machine; the model sets no limit to it. */
export const REVISION_ID = text();
