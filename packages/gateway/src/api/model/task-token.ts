import { text } from '../shape/describe.ts';

/** What a worker or a callback identifies its task with. */
export const TASK_TOKEN = text({ lengthMin: 1, lengthMax: 2048, sensitive: true });
