import type { Connection } from '../connection/connection.ts';
import { pause } from '../retry/backoff.ts';
import { Replies } from '../rpc/replies.ts';
import { tell } from '../rpc/tell.ts';
import { infoSubject, parseServiceInfo, type ServiceInfo } from './service-info.ts';

/** What the instances of a service say of themselves within `windowMs`: those that are alive and not held up. */
export async function askInstances(
  connection: Connection,
  serviceName: string,
  windowMs: number,
): Promise<readonly ServiceInfo[]> {
  const instances: ServiceInfo[] = [];
  const reply = Replies.of(connection).expect((arrival) => {
    if (arrival !== 'cut' && arrival.data.length > 0) instances.push(parseServiceInfo(arrival.data));
  });
  tell(connection, infoSubject(serviceName), undefined, reply.subject);
  await pause(windowMs);
  reply.forget();
  return instances;
}
