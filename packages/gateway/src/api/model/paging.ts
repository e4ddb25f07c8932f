import { number, text } from '../shape/describe.ts';

/** How many entries a page may have; 0 means the default of the operation. */
export const PAGE_SIZE = number('Integer', { min: 0, max: 1000 });

/** Where the next page begins. */
export const PAGE_TOKEN = text({ lengthMin: 1, lengthMax: 1024 });

/** The longer page token of ListExecutions. */
export const EXECUTIONS_PAGE_TOKEN = text({ lengthMin: 1, lengthMax: 3096 });
