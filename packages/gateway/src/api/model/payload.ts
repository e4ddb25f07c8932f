import { text } from '../shape/describe.ts';

/** Input or output as JSON text. */
export const PAYLOAD = text({ lengthMax: 262_144, sensitive: true });

/** The name of an error that a worker or a caller reports. */
export const ERROR_NAME = text({ lengthMin: 0, lengthMax: 256, sensitive: true });

/** Why it failed, in any form. */
export const CAUSE = text({ lengthMin: 0, lengthMax: 32_768, sensitive: true });
