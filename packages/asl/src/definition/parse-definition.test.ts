import { describe, expect, it } from 'vitest';

import { everythingInJsonata, everythingInJsonPath, machineOf, map, task } from '../../test/definitions.ts';
import { parsed } from '../../test/findings-of.ts';
import type { MapState } from './map-state.ts';
import type { ParallelState } from './parallel-state.ts';
import { definitionCharactersMax, parseDefinition } from './parse-definition.ts';
import type { StateDefinition } from './state-definition.ts';

function stateOf<T extends StateDefinition['type']>(
  type: T,
  name: string,
  definition = everythingInJsonPath,
): Extract<StateDefinition, { type: T }> {
  const state = parsed(definition).states.get(name);
  if (state?.type !== type) throw new Error(`${name} is no ${type}`);
  return state as Extract<StateDefinition, { type: T }>;
}

describe('a parsed state machine', () => {
  it('has the top-level fields, and its states in the order of the text', () => {
    const definition = parsed(everythingInJsonPath);
    expect(definition).toMatchObject({
      comment: 'All that JSONPath has',
      startAt: 'Ask',
      timeoutSeconds: 3600,
      version: '1.0',
      queryLanguage: 'JSONPath',
      location: '',
    });
    expect([...definition.states.keys()].slice(0, 3)).toEqual(['Ask', 'Decide', 'Pause']);
  });

  it('resolves the query language of each state: its own, or that of the state machine', () => {
    expect(stateOf('Pass', 'In JSONata').queryLanguage).toBe('JSONata');
    expect(stateOf('Pass', 'Shape').queryLanguage).toBe('JSONPath');
    expect(stateOf('Wait', 'Pause', everythingInJsonata).queryLanguage).toBe('JSONata');
  });

  it('gives states within a Map the language of the state machine, not that of the Map', () => {
    const outer = parsed(machineOf(map({ QueryLanguage: 'JSONata' }))).states.get('State') as MapState;
    expect(outer.queryLanguage).toBe('JSONata');
    expect(outer.itemProcessor.states.get('Each')?.queryLanguage).toBe('JSONPath');
  });

  it('keeps everything as written, and knows where it stands', () => {
    const definition = parsed(everythingInJsonPath);
    expect(definition.source).toEqual(everythingInJsonPath);
    const fork = definition.states.get('Fork') as ParallelState;
    expect(fork.branches[1]?.states.get('Right')?.location).toBe('/States/Fork/Branches[1]/States/Right');
    expect(definition.positions.positionOf('/States/Ask')).toMatchObject({ line: 1 });
  });
});

describe('a parsed state', () => {
  it('Task: resource, payload, time limits, retriers with defaults, catchers', () => {
    const state = stateOf('Task', 'Ask');
    expect(state).toMatchObject({
      name: 'Ask',
      comment: 'asks',
      transition: { kind: 'next', next: 'Decide' },
      resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      inputPath: '$.order',
      resultPath: '$.asked',
      timeoutSeconds: undefined,
      timeoutSecondsPath: '$.limits.timeout',
      heartbeatSecondsPath: '$beat',
      credentials: { roleArn: undefined, roleArnPath: '$.role' },
      assign: { constant: 1 },
    });
    expect(state.retriers).toMatchObject([
      {
        errorEquals: ['States.Timeout'],
        intervalSeconds: 2,
        maxAttempts: 5,
        backoffRate: 1.5,
        maxDelaySeconds: 60,
        jitterStrategy: 'FULL',
        location: '/States/Ask/Retry[0]',
      },
      {
        errorEquals: ['States.ALL'],
        intervalSeconds: 1,
        maxAttempts: 3,
        backoffRate: 2,
        maxDelaySeconds: undefined,
        jitterStrategy: 'NONE',
      },
    ]);
    expect(state.catchers).toMatchObject([
      { next: 'Give up', resultPath: '$.error', location: '/States/Ask/Catch[0]' },
    ]);
  });

  it('Task in JSONata: expressions stay text', () => {
    expect(stateOf('Task', 'Ask', everythingInJsonata)).toMatchObject({
      timeoutSeconds: '{% $states.input.timeout %}',
      heartbeatSeconds: 10,
      output: '{% $states.result %}',
      arguments: { list: ['{% $x %}', 'plain'] },
      retriers: [{ maxAttempts: 0 }],
      catchers: [{ output: '{% $states.errorOutput.Cause %}', assign: { e: '{% $states.errorOutput %}' } }],
    });
  });

  it('Choice: comparisons without what is no test, or conditions', () => {
    const [first] = stateOf('Choice', 'Decide').choices;
    expect(first).toMatchObject({ next: 'Fork', condition: undefined, assign: { chosen: true } });
    expect(first?.comparison).toEqual({ Variable: '$.asked.answer', StringMatches: 'yes*' });
    expect(stateOf('Choice', 'Decide')).toMatchObject({ default: 'Done' });
    expect(stateOf('Choice', 'Decide', everythingInJsonata).choices).toMatchObject([
      { condition: '{% $states.input.n > 3 %}', comparison: undefined, output: { went: 'fork' } },
      { condition: true },
    ]);
  });

  it('Pass: a path of null is not an absent one', () => {
    const state = stateOf('Pass', 'Shape');
    expect(state).toMatchObject({
      result: { a: 1 },
      inputPath: null,
      outputPath: null,
      resultPath: '$.shape',
    });
    expect(stateOf('Pass', 'In JSONata').inputPath).toBeUndefined();
  });

  it('Wait, Succeed, Fail', () => {
    expect(stateOf('Wait', 'Wait long')).toMatchObject({
      timestamp: '2026-01-01T00:00:00+01:00',
      seconds: undefined,
    });
    expect(stateOf('Wait', 'Pause')).toMatchObject({ secondsPath: '$.pause' });
    expect(stateOf('Succeed', 'Done').source).toEqual({ Type: 'Succeed' });
    expect(stateOf('Fail', 'Give up')).toMatchObject({ error: undefined, causePath: '$.error.Cause' });
  });

  it('Parallel: branches with their own states', () => {
    const state = stateOf('Parallel', 'Fork');
    expect(state.resultPath).toBeNull();
    expect(state.branches.map(({ startAt, comment }) => [startAt, comment])).toEqual([
      ['Left', 'left'],
      ['Right', undefined],
    ]);
    expect(state.branches[0]?.states.get('Left')).toMatchObject({ transition: { kind: 'end' } });
  });

  it('Map: processor, and where items come from and results go to', () => {
    expect(stateOf('Map', 'Each one')).toMatchObject({
      label: 'label-1',
      maxConcurrency: 2,
      toleratedFailureCount: 1,
      toleratedFailurePercentagePath: '$.tolerated',
      itemProcessor: {
        mode: 'DISTRIBUTED',
        executionType: 'EXPRESS',
        startAt: 'Work',
        field: 'ItemProcessor',
      },
      itemReader: {
        readerConfig: { inputType: 'CSV', csvHeaders: ['a'], csvDelimiter: 'TAB', maxItemsPath: '$.max' },
      },
      itemBatcher: { maxItemsPerBatch: 10, maxInputBytesPerBatchPath: '$.bytes' },
      resultWriter: { transformation: 'COMPACT', outputType: 'JSONL' },
    });
  });

  it('Map: the older Iterator is a processor too', () => {
    const { itemProcessor } = stateOf('Map', 'Older');
    expect(itemProcessor).toMatchObject({ mode: 'INLINE', executionType: undefined, field: 'Iterator' });
    expect(itemProcessor.states.get('Step')?.location).toBe('/States/Older/Iterator/States/Step');
  });
});

describe('a refused text', () => {
  function refusal(text: string) {
    const result = parseDefinition(text);
    return result.kind === 'refused' ? result.diagnostics : [];
  }

  it('is told with the place that the parser behind AWS gives, and with line and column', () => {
    expect(refusal('not a definition')).toEqual([
      {
        severity: 'ERROR',
        code: 'INVALID_JSON_DESCRIPTION',
        message:
          "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"not a definition\"; line: 1, column: 4]",
        location: '[Source: (String)"not a definition"; line: 1, column: 4]',
        line: 1,
        column: 1,
      },
    ]);
  });

  it('is shown from its beginning only', () => {
    const [diagnostic] = refusal(`{\n${'"a": 1,\n'.repeat(1_000)}`);
    expect(diagnostic?.location).toMatch(
      /^\[Source: \(String\)"[^]{500}"\[truncated 7502 chars\]; line: 1002, column: 1\]$/,
    );
    expect(diagnostic).toMatchObject({ line: 1002, column: 1 });
  });

  it.each([
    ['', 'MISSING_DESCRIPTION', 'Definition must not be empty', '/'],
    [' \n ', 'MISSING_DESCRIPTION', 'Definition must not be empty', '/'],
    ['[]', 'SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', '/'],
    ['null', 'SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', '/'],
    ['"{}"', 'SCHEMA_VALIDATION_FAILED', 'Expected value of type [OBJECT]', '/'],
  ])('%j: %s', (text, code, message, location) => {
    expect(refusal(text)).toMatchObject([{ code, message, location }]);
  });

  it('may be too long', () => {
    expect(refusal(' '.repeat(definitionCharactersMax + 1))).toMatchObject([
      { code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition exceeds 1048576 characters' },
    ]);
  });

  it('may define a state twice, or another member', () => {
    const state = '{"Type": "Succeed", "Type": "Succeed"}';
    expect(
      refusal(`{"StartAt": "A",\n "States": {"A": {"Type": "Succeed"},\n "A": ${state}}}`),
    ).toMatchObject([
      {
        code: 'DUPLICATE_STATE_NAME',
        message: 'Duplicate State name: A',
        location: '/States/A',
        line: 3,
        column: 2,
      },
      {
        code: 'INVALID_JSON_DESCRIPTION',
        message: "Duplicate field 'Type'",
        location: '/States/A/Type',
        line: 3,
      },
    ]);
  });

  it('names the place of what is wrong in its shape', () => {
    const text =
      '{\n  "StartAt": "A",\n  "States": {\n    "A": {"Type": "Pass", "End": "yes", "Typo": 1}\n  }\n}';
    expect(refusal(text)).toMatchObject([
      { message: 'Expected value of type [BOOLEAN]', location: '/States/A/End', line: 4, column: 27 },
      { message: "Field 'Typo' is not supported", location: '/States/A', line: 4, column: 41 },
    ]);
  });

  it('gives no more than a thousand findings, and quickly', () => {
    const fields = Array.from({ length: 80_000 }, (_, index) => `"f${index}":1`).join();
    expect(refusal(`{"StartAt":"A","States":{"A":{"Type":"Succeed"}},${fields}}`)).toHaveLength(1_000);
  });

  it('is found without delay when it nests deep around many elements', () => {
    const text = `{"StartAt":"A","States":{"A":{"Type":"Pass","Bad":1,"End":true,"Result":${'['.repeat(900)}${'1,'.repeat(200_000)}1${']'.repeat(900)}}}}`;
    expect(refusal(text)).toMatchObject([{ message: "Field 'Bad' is not supported", column: 45 }]);
  });
});

describe('a state machine whose members have names of JavaScript', () => {
  it('is read like any other', () => {
    const text =
      '{"StartAt":"__proto__","States":{"__proto__":{"Type":"Pass","Next":"constructor"},"constructor":{"Type":"Succeed"}}}';
    const result = parseDefinition(text);
    expect(result.kind === 'parsed' && [...result.definition.states.keys()]).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(parsed(machineOf(task({ Assign: { toString: 1 } }))).states.get('State')?.assign).toEqual({
      toString: 1,
    });
  });
});
