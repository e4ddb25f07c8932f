import { zoneAloneWorkload } from '../api/durable-api-workload.ts';
import { SMALLEST_SUBJECT } from './api-smallest.workload.ts';

/** What `api-smallest` costs a zone whose centre has machines of its own. */
export const aloneSmallest = zoneAloneWorkload(SMALLEST_SUBJECT, 'alone-smallest');
