/** The labels of a sample, for instance `{ partition: '5' }`. */
type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Counts what happens; it only grows while the process lives. */
export interface Counter {
  add(labels?: Labels, count?: number): void;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge';
  readonly samples: () => Iterable<Sample>;
}

/** The metrics of a process, and their text in the exposition format 0.0.4 of Prometheus. */
export class MetricRegistry {
  readonly #metrics: Metric[] = [];

  /** `name` ends in `_total`. `known`: labels that are told of from the beginning, as 0. */
  counter(name: string, help: string, known: readonly Labels[] = []): Counter {
    const counts = new Map(known.map((labels) => [labelText(labels), { labels, value: 0 }]));
    this.#metrics.push({ name, help, type: 'counter', samples: () => counts.values() });
    return {
      add: (labels = {}, count = 1) => {
        const key = labelText(labels);
        const known = counts.get(key);
        if (known === undefined) counts.set(key, { labels, value: count });
        else known.value += count;
      },
    };
  }

  /** `samples` is read whenever somebody asks; it must not throw. */
  gauge(name: string, help: string, samples: () => Iterable<Sample>): void {
    this.#metrics.push({ name, help, type: 'gauge', samples });
  }

  text(): string {
    return this.#metrics.map(metricText).join('');
  }
}

function metricText({ name, help, type, samples }: Metric): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  for (const { labels, value } of samples()) lines.push(`${name}${labelText(labels)} ${value}`);
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
