import { createClient, type EdgestepClient } from '@edgestep/sdk';

import { createTerminal, type Terminal } from '../terminal/terminal.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly endpoint: string;
  readonly output: 'text' | 'json';
}

export const ENDPOINT_DEFAULT = 'http://127.0.0.1:7400';

export interface Connection {
  readonly client: EdgestepClient;
  readonly terminal: Terminal;
  readonly endpoint: string;
}

export function connect(options: GlobalOptions): Connection {
  return {
    client: createClient({ endpoint: options.endpoint }),
    terminal: createTerminal(options.output),
    endpoint: options.endpoint,
  };
}
