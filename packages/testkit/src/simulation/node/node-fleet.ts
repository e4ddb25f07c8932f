import type { ProjectionStore } from '@edgestep/engine';

import type { SeededRandom } from '../core/seeded-random.ts';
import type { ZoneWorld } from '../core/zone-world.ts';
import { SimulatedNode, type Machine } from './simulated-node.ts';

/** The nodes of a zone, and what happens to them. */
export class NodeFleet {
  readonly #machines: readonly Machine[];
  readonly #running = new Map<Machine, SimulatedNode>();
  readonly #openIndex: () => ProjectionStore;
  #world: ZoneWorld | undefined;

  constructor(count: number, openIndex: () => ProjectionStore) {
    this.#openIndex = openIndex;
    this.#machines = Array.from({ length: count }, (_, index) => ({
      nodeId: `node-${index}`,
      wall: { offsetMs: 0 },
      index: openIndex(),
      starts: 0,
    }));
  }

  get running(): readonly SimulatedNode[] {
    return [...this.#running.values()];
  }

  /** Starts every machine's node. */
  begin(world: ZoneWorld): void {
    this.#world = world;
    for (const machine of this.#machines) this.#start(machine);
  }

  crash(random: SeededRandom, downMs: number): void {
    const machine = random.pick(this.#machines);
    this.#kill(machine);
    this.#world?.scheduler.after(downMs, undefined, () => this.#start(machine));
  }

  pause(random: SeededRandom, forMs: number): void {
    const node = this.#running.get(random.pick(this.#machines));
    const world = this.#world;
    if (node === undefined || world === undefined) return;
    world.trace.note(`${node.process.name} stands still for ${forMs} ms`);
    node.process.pause(world.scheduler.now + forMs);
  }

  isolate(random: SeededRandom, forMs: number): void {
    const node = this.#running.get(random.pick(this.#machines));
    if (node === undefined) return;
    this.#world?.trace.note(`${node.process.name} is cut off for ${forMs} ms`);
    this.#world?.network.isolate(node.process, forMs);
  }

  setClock(random: SeededRandom, byMs: number): void {
    const machine = random.pick(this.#machines);
    this.#world?.trace.note(`the clock of ${machine.nodeId} is set by ${byMs} ms`);
    machine.wall.offsetMs += byMs;
  }

  /** A node dies, and comes back with an empty disk. */
  loseIndex(random: SeededRandom, downMs: number): void {
    const machine = random.pick(this.#machines);
    this.#kill(machine);
    machine.index[Symbol.dispose]();
    machine.index = this.#openIndex();
    this.#world?.scheduler.after(downMs, undefined, () => this.#start(machine));
  }

  /** Everything runs again. */
  heal(): void {
    for (const { process } of this.running) process.wake();
    for (const machine of this.#machines) this.#start(machine);
  }

  /** To be called when the world is over. */
  [Symbol.dispose](): void {
    for (const machine of this.#machines) {
      this.#running.get(machine)?.process.kill();
      machine.index[Symbol.dispose]();
    }
  }

  #kill(machine: Machine): void {
    const node = this.#running.get(machine);
    if (node === undefined) return;
    this.#world?.trace.note(`${node.process.name} dies`);
    node.process.kill();
    this.#running.delete(machine);
  }

  #start(machine: Machine): void {
    if (this.#world === undefined || this.#running.has(machine)) return;
    const node = new SimulatedNode(this.#world, machine);
    this.#running.set(machine, node);
    this.#world.trace.note(`${node.process.name} starts`);
  }
}
