import { text } from '../shape/describe.ts';

/** An Amazon Resource Name. */
export const ARN = text({ lengthMin: 1, lengthMax: 256 });

/** The ARN of what has a label or a version in it. */
export const LONG_ARN = text({ lengthMin: 1, lengthMax: 2000 });
