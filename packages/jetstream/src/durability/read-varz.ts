import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

// To import it reads all its exports: of them, WebSocket loads the client behind `fetch`, 8 MiB that nothing here needs.
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

const TIMEOUT_MS = 3_000;

/**
 * What nats-server tells of itself at its monitoring endpoint (`/varz`), as it is. Rejects when it tells nothing within
 * 3 s.
 */
export async function readVarz(monitorUrl: string): Promise<unknown> {
  const url = new URL('/varz', monitorUrl);
  const response = await answerOf(url, AbortSignal.timeout(TIMEOUT_MS));
  if (response.statusCode === 200) return json(response);
  response.resume();
  throw new Error(`${url.href} answers with status ${response.statusCode}`);
}

function answerOf(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { get } = url.protocol === 'https:' ? https : http;
  get(url, { signal }, resolve).once('error', reject);
  return promise;
}
