// expect: no-restricted-imports
import { request } from 'undici';

export const call = request;
