/** Something that will happen. */
export interface ScheduledEvent {
  /** In milliseconds of virtual time. */
  at: number;
  /** Tells events of the same millisecond apart. */
  readonly order: number;
  readonly action: () => void;
}

/** Events, the earliest first. */
export class EventHeap<E extends ScheduledEvent> {
  readonly #events: E[] = [];

  get size(): number {
    return this.#events.length;
  }

  push(event: E): void {
    const events = this.#events;
    let place = events.length;
    events.push(event);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = events[above];
      if (parent === undefined || isBefore(parent, event)) break;
      events[place] = parent;
      place = above;
    }
    events[place] = event;
  }

  pop(): E | undefined {
    const events = this.#events;
    const first = events[0];
    const last = events.pop();
    if (first === undefined || last === undefined || first === last) return first;
    this.#sink(last);
    return first;
  }

  #sink(event: E): void {
    const events = this.#events;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      let child = left;
      const one = events[left];
      const other = events[left + 1];
      if (one === undefined) break;
      if (other !== undefined && isBefore(other, one)) child = left + 1;
      const smaller = events[child];
      if (smaller === undefined || isBefore(event, smaller)) break;
      events[place] = smaller;
      place = child;
    }
    events[place] = event;
  }
}

function isBefore(one: ScheduledEvent, other: ScheduledEvent): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
