import type { Json } from '@edgestep/shared';
import type { CallContext } from './call-context.ts';

/** One route of the REST API, mounted beside the AWS JSON protocol. */
export interface RestRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A path with parameters, for instance `/zones/:zone/health`; `/files/*` takes all below it. */
  readonly path: string;
  /**
   * Answers a request. Refuses by throwing `RestProblem` or `ApiError`; whatever else it throws is a fault:
   * logged in full, answered as a problem with status 500.
   */
  handle(request: RestRequest): Promise<RestResponse>;
}

/** A request as a route sees it. */
export interface RestRequest extends CallContext {
  readonly method: string;
  /** The path as it was sent, without the query. */
  readonly path: string;
  /** The path's parameters, decoded; `*` holds what a wildcard took. */
  readonly params: Readonly<Record<string, string>>;
  /** The query's parameters, decoded; one that is repeated is a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The JSON body; `undefined` when there is none. */
  readonly body: Json | undefined;
}

/** What a route answers. */
export interface RestResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RestBody;
}

/**
 * A body: a value written as JSON, bytes of some media type, or a stream of chunks. A stream is closed
 * (`return`) when the client goes away, and its request's `signal` is aborted as soon as the front door closes.
 */
export type RestBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'bytes'; readonly contentType: string; readonly bytes: string | Uint8Array }
  | {
      readonly kind: 'stream';
      readonly contentType: string;
      readonly chunks: AsyncIterable<string | Uint8Array>;
    };
