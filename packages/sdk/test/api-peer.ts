import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of the AWS JSON 1.0 protocol, as it arrived. */
export interface PeerRequest {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
}

/** What the peer does with a request: answers it, or breaks the connection without an answer. */
export type PeerReply =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | { readonly text: string; readonly status: number }
  | 'break-connection'
  | 'stay-silent';

/** The other end of the client in its tests: a real HTTP server that plays the service by a script. */
export interface ApiPeer extends AsyncDisposable {
  readonly endpoint: string;
  readonly requests: readonly PeerRequest[];
}

export async function startApiPeer(
  reply: (request: PeerRequest, count: number) => PeerReply | Promise<PeerReply>,
): Promise<ApiPeer> {
  const requests: PeerRequest[] = [];
  const server = createServer((message, response) => {
    void (async () => {
      const request = await readRequest(message);
      requests.push(request);
      write(response, await reply(request, requests.length));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<PeerRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    operation: String(message.headers['x-amz-target']).replace('AWSStepFunctions.', ''),
    input: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>,
    headers: message.headers,
  };
}

function write(response: ServerResponse, reply: PeerReply): void {
  if (reply === 'stay-silent') return;
  if (reply === 'break-connection') {
    response.destroy();
    return;
  }
  const headers = 'headers' in reply ? reply.headers : {};
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/x-amz-json-1.0', ...headers });
  response.end('text' in reply ? reply.text : JSON.stringify(reply.body));
}

/** A refusal as the service writes it. */
export function refusal(type: string, message = 'why not', more: Record<string, string> = {}): PeerReply {
  return { status: 400, body: { __type: type, message, ...more }, headers: { 'x-amzn-requestid': 'r-1' } };
}
