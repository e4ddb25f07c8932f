/** The header of an answer that says why there is none: the message, by `encodeURIComponent`. */
export const REQUEST_FAILED_HEADER = 'Edgestep-Request-Failed';
