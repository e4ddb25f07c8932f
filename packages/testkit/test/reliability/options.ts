import { parseArgs } from 'node:util';

import { FAULT_KINDS, type FaultKind } from './faults/fault-kinds.ts';

export const HELP = `Breaks a real cluster, round after round, while clients start executions, and checks what is left.

  pnpm reliability [options]

  --rounds N        how often something is broken (20)
  --faults LIST     what is broken: ${Object.keys(FAULT_KINDS).join(', ')}; or all (kill)
  --servers N       nats-servers of the zone: 1, or 3 that replicate (1)
  --nodes N         edge nodes of the zone (2)
  --workers N       worker processes (2)
  --rate N          executions started per second (12)
  --open-max N      no more are started while so many are open (400)
  --seed S          what is broken when, and what is started (random, printed)
  --durability D    fsync, replicated or relaxed (fsync)
  --settle S        within how many seconds every execution has to have ended (180)
  --data FOLDER     where the cluster keeps its data; kept (a temporary one, kept when something was violated)
  --report FILE     where the report goes as JSON
  --json            the report on standard output, instead of a table
  --help            print this

full-disk needs the right to mount and --servers 1, and is not among all; flip-byte needs --servers 3: there is
another copy then.
Ends with 0 when nothing was violated, 1 when something was, 2 for a command line that makes no sense.
`;

export interface ReliabilityOptions {
  readonly rounds: number;
  readonly faults: readonly FaultKind[];
  readonly servers: number;
  readonly nodes: number;
  readonly workers: number;
  readonly perSecond: number;
  readonly openMax: number;
  readonly seed: number;
  readonly durability: 'fsync' | 'replicated' | 'relaxed';
  readonly settleMs: number;
  readonly dataDir: string | undefined;
  readonly reportFile: string | undefined;
  readonly json: boolean;
}

const DEFAULTS = {
  rounds: '20',
  faults: 'kill',
  servers: '1',
  nodes: '2',
  workers: '2',
  rate: '12',
  'open-max': '400',
  durability: 'fsync',
  settle: '180',
};

/** What is asked for; a text says what is wrong with the command line. */
export function parseOptions(
  args: readonly string[],
): ReliabilityOptions | 'help' | { readonly problem: string } {
  const read = readArgs(args);
  if ('problem' in read) return read;
  if (read.help === true) return 'help';
  const values = { ...DEFAULTS, ...read };
  const faults = parseFaults(values.faults, values.servers);
  if (typeof faults === 'string') return { problem: faults };
  const durability = (['fsync', 'replicated', 'relaxed'] as const).find((each) => each === values.durability);
  if (durability === undefined) return { problem: '--durability takes fsync, replicated or relaxed' };
  const counts = ['rounds', 'servers', 'nodes', 'workers', 'rate', 'open-max', 'settle'] as const;
  const wrong = counts.find((name) => !/^[1-9]\d{0,5}$/.test(values[name]));
  if (wrong !== undefined) return { problem: `--${wrong} takes a number from 1, not ${values[wrong]}` };
  if (!/^[13]$/.test(values.servers)) return { problem: '--servers takes 1 or 3' };
  if (faults.includes('full-disk') && values.servers !== '1')
    return { problem: 'full-disk needs --servers 1' };
  if (faults.includes('flip-byte') && values.servers !== '3')
    return { problem: 'flip-byte needs --servers 3' };
  if (values.seed !== undefined && !/^\d{1,9}$/.test(values.seed))
    return { problem: '--seed takes a number' };
  return {
    rounds: Number(values.rounds),
    faults,
    servers: Number(values.servers),
    nodes: Number(values.nodes),
    workers: Number(values.workers),
    perSecond: Number(values.rate),
    openMax: Number(values['open-max']),
    seed: values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(values.seed),
    durability,
    settleMs: Number(values.settle) * 1_000,
    dataDir: values.data,
    reportFile: values.report,
    json: values.json === true,
  };
}

function parseFaults(text: string, servers: string): readonly FaultKind[] | string {
  const kinds = Object.keys(FAULT_KINDS) as FaultKind[];
  if (text === 'all')
    return kinds.filter((kind) => kind !== 'full-disk' && (kind !== 'flip-byte' || servers === '3'));
  const named = text.split(',');
  const unknown = named.find((name) => !Object.hasOwn(FAULT_KINDS, name));
  if (unknown !== undefined) return `--faults: there is no ${unknown}; there are ${kinds.join(', ')}`;
  return named as FaultKind[];
}

function readArgs(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({
      args: [...(args[0] === '--' ? args.slice(1) : args)],
      options: {
        rounds: text,
        faults: text,
        servers: text,
        nodes: text,
        workers: text,
        rate: text,
        'open-max': text,
        seed: text,
        durability: text,
        settle: text,
        data: text,
        report: text,
        json: flag,
        help: flag,
      },
    });
    return values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
