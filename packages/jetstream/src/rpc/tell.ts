import type { Connection } from '../connection/connection.ts';
import { subjectFault } from './subject-fault.ts';

/**
 * Publishes a message that may be lost: its sender repeats it, or does without. Never throws, and sends nothing while
 * the connection is cut or being closed.
 */
export function tell(connection: Connection, subject: string, bytes?: Uint8Array, reply?: string): void {
  if (!connection.isConnected || connection.nats.isDraining() || subjectFault(subject) !== undefined) return;
  connection.nats.publish(subject, bytes, reply === undefined ? undefined : { reply });
}
