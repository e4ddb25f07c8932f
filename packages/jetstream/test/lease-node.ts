/**
 * A node in a process of its own, to be killed: `node --conditions=source lease-node.ts <url> <name>`. It prints
 * `<partition> <epoch>` for each partition that it opens.
 */
import { connect } from '../src/connection/connect.ts';
import { LeaseManager } from '../src/lease/lease-manager.ts';

const [url = '', nodeId = ''] = process.argv.slice(2);
const connection = await connect({ servers: [url], name: nodeId });
await LeaseManager.start({
  connection,
  nodeId,
  partitions: 8,
  lastKnownEpoch: async () => 0,
  onAcquired: async (partition, epoch) => {
    process.stdout.write(`${partition} ${epoch}\n`);
    return { [Symbol.asyncDispose]: async () => {} };
  },
});
