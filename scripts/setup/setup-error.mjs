/** A set-up step that can't go on, told in words for the person at the terminal: no stack is shown for it. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}
