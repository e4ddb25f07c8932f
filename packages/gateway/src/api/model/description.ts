import { text } from '../shape/describe.ts';

/** What an alias is for. */
export const ALIAS_DESCRIPTION = text({ lengthMax: 256, sensitive: true });

/** What a version is for. */
export const VERSION_DESCRIPTION = text({ lengthMax: 256, sensitive: true });
