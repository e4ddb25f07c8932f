import { ApiError } from '@edgestep/shared';
import { statusOf } from '../aws-json/problem.ts';

/** The media type of a problem (RFC 9457). */
export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** A problem as it is written: the members of RFC 9457 and those that its kind adds. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly [extension: string]: unknown;
}

/** A refusal of a REST route: status, a short title that is the same for all of its kind, and what is wrong here. */
export class RestProblem extends Error {
  override readonly name = 'RestProblem';
  readonly status: number;
  readonly title: string;
  /** Extension members, for instance the fields that are wrong. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    extensions: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.status = status;
    this.title = title;
    this.extensions = extensions;
  }
}

/** What a caller is told of an error; `undefined` for a fault, of which it is told nothing. */
export function problemDetails(error: unknown, requestId: string): ProblemDetails | undefined {
  if (error instanceof RestProblem) {
    const { status, title, message: detail } = error;
    return { ...error.extensions, type: 'about:blank', title, status, detail, requestId };
  }
  if (error instanceof ApiError) {
    const { name: title, message: detail } = error;
    return { ...error.fields, type: 'about:blank', title, status: statusOf(title), detail, requestId };
  }
  return undefined;
}

/** What a caller is told of a fault. */
export function faultDetails(requestId: string): ProblemDetails {
  return {
    type: 'about:blank',
    title: 'Internal error',
    status: 500,
    detail: 'The request could not be completed.',
    requestId,
  };
}
