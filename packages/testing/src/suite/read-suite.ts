import type { ExecutionType, Json } from '@edgestep/shared';

import { Cursor } from '../document/cursor.ts';
import { readDocument } from '../document/source-document.ts';
import type { RunOptions } from '../machine/run-options.ts';
import { testMachine } from '../machine/test-machine.ts';
import { mocksOfCase, type MockConfig } from '../mock-config/mock-config.ts';
import { readMockConfig } from '../mock-config/read-mock-config.ts';
import type { MockSet } from '../mocks/mock.ts';
import { readMocks } from '../mocks/read-mocks.ts';
import { readExpectation } from './read-expectation.ts';
import type { Suite, SuiteCase } from './suite.ts';
import type { SuiteFiles } from './suite-files.ts';

const SUITE = 'a suite: an object with machine and cases';
const SETS = ['mocks', 'functions', 'resources', 'items'] as const;
const SUITE_FIELDS = ['machine', 'name', 'type', 'mockConfig', 'minCoverage', 'cases', ...SETS] as const;
const RUN_FIELDS = ['seed', 'startAt', 'untilSeconds'] as const;
const CASE_FIELDS = ['name', 'input', 'inputFile', 'mockCase', 'expect', ...SETS, ...RUN_FIELDS] as const;

type CaseFields = Partial<Record<(typeof CASE_FIELDS)[number], Cursor>>;

/** What the cases of a suite share. */
interface SuiteContext {
  readonly machine: string;
  readonly files: SuiteFiles;
  readonly config: MockConfig | undefined;
}

/** Reads a suite (`*.asltest.yaml`, `*.asltest.json`) and the files that it names. Throws TestingError. */
export async function readSuite(text: string, file: string, files: SuiteFiles): Promise<Suite> {
  const root = new Cursor(readDocument(text, file));
  const fields = root.fields(SUITE, SUITE_FIELDS);
  if (fields.machine === undefined || fields.cases === undefined) throw root.refusal(SUITE);
  const path = fields.machine.text('the path of a definition, beside the suite');
  const name = fields.name?.text('the name of the state machine') ?? machineName(path);
  const type = readType(fields.type);
  const machine = testMachine(await files.read(path), { name, type, ...readSets(fields) });
  const configPath = fields.mockConfig?.text('the path of a mock configuration, beside the suite');
  const config =
    configPath === undefined ? undefined : readMockConfig(await files.read(configPath), configPath);
  const cases: SuiteCase[] = [];
  for (const each of fields.cases.items('a list of cases')) {
    const read = await readCase(each, { machine: name, files, config });
    if (cases.some((other) => other.name === read.name)) {
      throw each.refusal('a name of its own for each case', JSON.stringify(read.name));
    }
    cases.push(read);
  }
  const minCoverage = fields.minCoverage?.number('a percentage, 0 to 100', 0, 100);
  return { name: file, machine, minCoverage, cases };
}

/** The name of the state machine in a definition's file: `orders` of `machines/orders.asl.json`. */
export function machineName(path: string): string {
  const file = path.split(/[/\\]/).at(-1) ?? path;
  return file.replace(/(?:\.asl)?\.json$/, '');
}

function readType(type: Cursor | undefined): ExecutionType {
  const text = type?.text('STANDARD or EXPRESS') ?? 'STANDARD';
  if (text === 'STANDARD' || text === 'EXPRESS') return text;
  throw (type as Cursor).refusal('STANDARD or EXPRESS');
}

function readSets(fields: Partial<Record<(typeof SETS)[number], Cursor>>): MockSet {
  const { mocks, functions, resources, items } = fields;
  return {
    ...(mocks === undefined ? {} : { mocks: readMocks(mocks) }),
    ...(functions === undefined ? {} : { functions: readMocks(functions) }),
    ...(resources === undefined ? {} : { resources: readMocks(resources) }),
    ...(items === undefined ? {} : { items: readItems(items) }),
  };
}

function readItems(items: Cursor): NonNullable<MockSet['items']> {
  return Object.fromEntries(
    [...items.members('lists of items by Map state')].map(([state, list]) => [
      state,
      list.items('a list of items').map((item) => item.json()),
    ]),
  );
}

async function readCase(each: Cursor, context: SuiteContext): Promise<SuiteCase> {
  const fields = each.fields('a case: an object with name, input, mocks and expect', CASE_FIELDS);
  if (fields.name === undefined) throw each.refusal('the field name');
  const sets = readSets(fields);
  const mocks = { ...configured(fields.mockCase, context), ...sets.mocks };
  return {
    name: fields.name.text('the name of the case'),
    input: await readInput(fields, context.files),
    options: { ...sets, mocks, ...readRunOptions(fields) },
    expect: fields.expect === undefined ? {} : readExpectation(fields.expect),
  };
}

function configured(mockCase: Cursor | undefined, { machine, config }: SuiteContext): MockSet['mocks'] {
  if (mockCase === undefined) return {};
  if (config === undefined) throw mockCase.refusal('mockConfig beside machine, to have the case');
  const mocks = mocksOfCase(config, machine, mockCase.text('the name of a test case'));
  if (mocks !== undefined) return mocks;
  const known = config.stateMachines.get(machine)?.map(({ name }) => name) ?? [];
  throw mockCase.refusal(
    `a test case of ${machine} in ${config.file} (it has ${known.join(', ') || 'none of that state machine'})`,
  );
}

async function readInput({ input, inputFile }: CaseFields, files: SuiteFiles): Promise<Json> {
  if (inputFile === undefined) return input?.json() ?? {};
  if (input !== undefined) throw inputFile.refusal('either input or inputFile');
  const path = inputFile.text('the path of a JSON or YAML file, beside the suite');
  return new Cursor(readDocument(await files.read(path), path)).json();
}

function readRunOptions({ seed, startAt, untilSeconds }: CaseFields): RunOptions {
  return {
    ...(seed === undefined ? {} : { seed: seed.number('a number, 0 or more', 0) }),
    ...(startAt === undefined ? {} : { startAt: readTime(startAt) }),
    ...(untilSeconds === undefined
      ? {}
      : { untilSeconds: untilSeconds.number('a number of seconds, 0 or more', 0) }),
  };
}

function readTime(cursor: Cursor): Date {
  const expected = 'a time, like 2026-01-01T00:00:00Z';
  const time = new Date(cursor.text(expected));
  if (Number.isNaN(time.getTime())) throw cursor.refusal(expected);
  return time;
}
