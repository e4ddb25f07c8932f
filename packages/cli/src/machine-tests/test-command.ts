import { Option, type Command } from 'commander';

import { createTerminal } from '../terminal/terminal.ts';
import { jsonReport } from './json-report.ts';
import { junitReport } from './junit-report.ts';
import { runTests } from './run-tests.ts';
import { textReport } from './text-report.ts';
import type { TestFormat, TestOptions } from './test-options.ts';

/** Adds `edgestep test`. Its process ends with 1 when a case failed or too little was covered. */
export function addTestCommand(program: Command, format: () => TestFormat): void {
  program
    .command('test')
    .argument('<paths...>', 'definitions, suites (*.asltest.yaml, *.asltest.json), or folders with suites')
    .description('test state machines in memory: mocked tasks, a virtual clock; needs no cluster')
    .option('--mock-config <file>', 'of a definition: the MockConfigFile.json of Step Functions Local')
    .option('--name <state-machine>', 'of a definition: its name in the mock configuration')
    .option('--case <names...>', 'only these cases')
    .option('--input <json>', 'of a definition: JSON, a file, or - for standard input')
    .option('--seed <n>', 'of a definition: seeds jitter, random numbers and UUIDs')
    .addOption(
      new Option('--type <type>', 'of a definition').choices(['STANDARD', 'EXPRESS']).default('STANDARD'),
    )
    .option('--coverage', 'show which states, choices, retriers and catchers no case reached', false)
    .option('--min-coverage <percent>', 'fail when a state machine is covered less')
    .addHelpText('after', EXPLANATION)
    .action(async (paths: string[], options: TestOptions) => {
      const report = await runTests(paths, options);
      write(report, format(), options.coverage || options.minCoverage !== undefined);
      if (report.failed > 0) process.exitCode = 1;
    });
}

function write(
  report: Awaited<ReturnType<typeof runTests>>,
  format: TestFormat,
  withCoverage: boolean,
): void {
  if (format === 'junit') {
    process.stdout.write(`${junitReport(report)}\n`);
    return;
  }
  const terminal = createTerminal(format);
  terminal.result(jsonReport(report), () => textReport(report, withCoverage, terminal.interactive));
}

const EXPLANATION = `
The engine is the one that runs in production; tasks are answered by mocks, and the clock
jumps over every wait, so that a Wait of seven days takes milliseconds.

A suite is YAML or JSON beside the definition:

  # orders.asltest.yaml
  machine: orders.asl.json
  functions:                        # for all cases: by function, state (mocks) or resource
    ship: { return: { parcel: P-1 } }
  cases:
    - name: the card is busy twice
      input: { id: 7 }
      mocks:                        # by the name of the state
        Charge:
          - { throw: { error: Card.Busy, cause: later }, times: 2 }
          - { return: { paid: true } }
      expect:
        status: SUCCEEDED           # the default
        output: { parcel: P-1 }     # or outputContains
        path: [Charge, Ship]
    - name: nobody approves
      mocks: { Charge: { never: true } }
      expect: { error: States.Timeout }

An answer is return, throw or never; with afterSeconds it comes later, with
heartbeatEverySeconds it shows life until then.

Examples:
  ./edgestep test examples --coverage            every suite of a folder
  ./edgestep test orders.asltest.yaml --case "nobody approves"
  ./edgestep test orders.asl.json --mock-config MockConfigFile.json --case HappyPath
  ./edgestep test . --min-coverage 90 -o junit > results.xml

The status is 0 when all passed, 1 when something failed, 2 when the command makes no sense.`;
