import { EdgestepError } from '@edgestep/shared';

import { connect } from './connect.ts';
import type { Connection } from './connection.ts';
import type { ConnectOptions } from './connection-options.ts';

/** Connects to the servers of a zone. Faults: `connection-lost`; `config-invalid` when they are those of another one. */
export async function connectToZone(zone: string, options: ConnectOptions): Promise<Connection> {
  const connection = await connect(options);
  try {
    const { domain } = await (await connection.jetStream()).getAccountInfo();
    if (domain === zone) return connection;
    throw new EdgestepError(
      'config-invalid',
      `the server at ${options.servers.join(', ')} belongs to '${domain ?? 'no zone'}', not to '${zone}'`,
    );
  } catch (error) {
    await connection[Symbol.asyncDispose]();
    throw error;
  }
}
