import type { Principal } from './principal.ts';

/**
 * Says who sent a request, by its `Authorization` header. Throws ApiError AccessDeniedException for a token that
 * is not accepted. A header of another scheme (the AWS signature) is no token: the caller is anonymous.
 */
export type Authenticator = (authorization: string | undefined, signal: AbortSignal) => Promise<Principal>;
