// expect: nothing
import { jwtVerify } from 'jose';

export const verify = jwtVerify;
