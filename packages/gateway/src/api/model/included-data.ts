import { choice } from '../shape/describe.ts';

/** Whether an answer carries payloads and definitions, or only what describes them. */
export type IncludedData = 'ALL_DATA' | 'METADATA_ONLY';

/** The shape of `IncludedData`. */
export const INCLUDED_DATA = choice<IncludedData>(['ALL_DATA', 'METADATA_ONLY']);
