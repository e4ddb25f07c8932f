import { BareGroupCommit } from '../durable/bare-group-commit.ts';
import { startZoneServer } from '../durable/zone-server.ts';
import { openWorkload } from '../harness/open-workload.ts';
import { caseId, type CaseDeclaration, type Workload } from '../harness/workload.ts';
import type { Operation } from '../harness/load.ts';

/** What JetStream itself gives: the floor under every durable figure. */
export const jetstreamAppend: Workload = {
  name: 'jetstream-append',
  title: 'bare JetStream appends',
  unit: 'record',
  operation:
    'A record of 512 bytes is appended to a file-backed stream and acknowledged. One at a time: a publish each. ' +
    'More at once: group commit, one message under way holds all records that came meanwhile.',
  doesNotMeasure: [
    'Replication: one server, one replica.',
    'Fencing: no expected sequences, no records sealed.',
  ],
  cases: (['fsync', 'relaxed'] as const).flatMap((durability) =>
    [1, 256].map((concurrency): CaseDeclaration => ({
      system: 'bare JetStream',
      durability,
      load: { kind: 'closed', concurrency },
      unitsPerOperation: 1,
    })),
  ),
  async open(cases) {
    await using stack = new AsyncDisposableStack();
    const operations = new Map<string, Operation>();
    for (const durability of ['fsync', 'relaxed'] as const) {
      const wanted = cases.filter((each) => each.durability === durability);
      if (wanted.length === 0) continue;
      const { connection } = stack.use(await startZoneServer(durability));
      const bare = stack.use(await BareGroupCommit.open(connection, 'BENCH_FLOOR'));
      for (const each of wanted) operations.set(caseId(each), () => bare.append());
    }
    return openWorkload(operations, stack.move());
  },
};
