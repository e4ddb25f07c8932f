import { microtasksDone } from './core/microtasks-done.ts';
import { BUSY_MS, SimulatedZone } from './simulated-zone.ts';
import type { SimulationOptions, SimulationReport } from './simulation-options.ts';

/** After the last fault everything has so long to come to its end. */
const REST_MAX_MS = 180_000;
/** Time at rest: what comes late then must change nothing. */
const AFTERMATH_MS = 3_000;
const SHUT_DOWN_MAX_MS = 10_000;

/**
 * Lives through the world of one seed: a zone whose nodes run the real engine, whose clients start, stop, redrive and
 * look, and whose parts fail. Then everything is healed and has to come to rest, and the checkers have their say.
 * One world at a time: two that live at once would share the loop, and no seed would replay.
 */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  using zone = new SimulatedZone(options);
  const { scheduler, witness, trace, truth } = zone.parts;
  zone.begin();
  await scheduler.run(BUSY_MS, () => false);
  zone.heal();
  await comeToRest(zone);
  await readHistories(zone);
  await shutDown(zone);
  witness.finish();
  await microtasksDone(0);
  return {
    seed: options.seed,
    violations: witness.violations,
    traceHash: trace.hash,
    traceLines: trace.lines,
    steps: scheduler.steps,
    virtualMs: scheduler.now,
    executions: zone.clients.started.length,
    records: zone.records,
    events: truth.eventCount,
    faults: zone.faults,
  };
}

/** Goes on until nothing has happened for a while. */
async function comeToRest(zone: SimulatedZone): Promise<void> {
  const { scheduler } = zone;
  const deadline = scheduler.now + REST_MAX_MS;
  for (let records = -1; records !== zone.records && scheduler.now < deadline;) {
    await scheduler.run(deadline, () => zone.isAtRest);
    ({ records } = zone);
    await scheduler.run(scheduler.now + AFTERMATH_MS, () => false);
  }
}

/** Every execution's history, as some node shows it. */
async function readHistories({ parts }: SimulatedZone): Promise<void> {
  const { fleet, truth, witness, scheduler } = parts;
  const nodes = fleet.running;
  let outstanding = 0;
  for (const [index, executionArn] of [...truth.executions].entries()) {
    const node = nodes[index % nodes.length];
    if (node === undefined) continue;
    outstanding += 1;
    const { name } = node.process;
    const fault = (error: unknown) => witness.see({ kind: 'fault', node: name, fault: error });
    void node
      .history(executionArn)
      .then((history) => witness.see({ kind: 'history-read', node: name, executionArn, history }), fault)
      .finally(() => {
        outstanding -= 1;
      });
  }
  await scheduler.run(scheduler.now + SHUT_DOWN_MAX_MS, () => outstanding === 0);
}

/** All nodes end in good order: each partition leaves a snapshot of what its owner had. */
async function shutDown({ parts: { fleet, scheduler } }: SimulatedZone): Promise<void> {
  let running = fleet.running.length;
  for (const node of fleet.running) {
    void node.shutDown().then(() => {
      running -= 1;
    });
  }
  await scheduler.run(scheduler.now + SHUT_DOWN_MAX_MS, () => running === 0);
}
