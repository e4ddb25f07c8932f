// expect: no-restricted-imports
import { jwtVerify } from 'jose';

export const verify = jwtVerify;
