import { text } from '../shape/describe.ts';

/** The name of a state machine, an execution, an activity or a worker. */
export const NAME = text({ lengthMin: 1, lengthMax: 80 });

/** The name of an alias: no number, so that it is never mistaken for a version. */
export const ALIAS_NAME = text({
  lengthMin: 1,
  lengthMax: 80,
  pattern: {
    source: String.raw`^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
    expression: /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/,
  },
});

/** The name of a state within a definition that TestState is given. */
export const SENSITIVE_STATE_NAME = text({ lengthMin: 1, lengthMax: 80, sensitive: true });
