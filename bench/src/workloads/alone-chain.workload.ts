import { zoneAloneWorkload } from '../api/durable-api-workload.ts';
import { CHAIN_SUBJECT } from './api-chain.workload.ts';

/** What `api-chain` costs a zone whose centre has machines of its own. */
export const aloneChain = zoneAloneWorkload(CHAIN_SUBJECT, 'alone-chain');
