import { ApiError } from '@edgestep/shared';

const NAME_MAX = 80;
/** White space, brackets, wildcards, special and control characters (API reference, CreateStateMachine: name). */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;

/** Checks the name of a state machine, an activity or an execution. Throws InvalidName. */
export function requireName(name: string): string {
  if (name.length > 0 && name.length <= NAME_MAX && !FORBIDDEN.test(name)) return name;
  throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
}
