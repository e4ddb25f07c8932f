import { describe, expect, it } from 'vitest';

import { compileAcceptedDefinition, compileDefinition } from './compile-definition.ts';
import type { CompiledMachine } from './compiled-machine.ts';

function compiled(definition: unknown): CompiledMachine {
  const result = compileDefinition(JSON.stringify(definition));
  if (result.kind === 'compiled') return result.machine;
  throw new Error(JSON.stringify(result.diagnostics));
}

const pass = { Type: 'Pass', End: true };

describe('a compiled definition', () => {
  it('numbers its blocks, outer ones first, and states know those within them', () => {
    const machine = compiled({
      StartAt: 'Fork',
      TimeoutSeconds: 60,
      States: {
        Fork: {
          Type: 'Parallel',
          Next: 'Last',
          Branches: [
            {
              StartAt: 'Each',
              States: {
                Each: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'Item', States: { Item: pass } } },
              },
            },
            { StartAt: 'Right', States: { Right: pass } },
          ],
        },
        Last: pass,
      },
    });
    expect(machine.startAt).toBe('Fork');
    expect(machine.timeoutSeconds).toBe(60);
    expect(machine.blocks.map(({ startAt, states }) => [startAt, ...states.keys()])).toEqual([
      ['Fork', 'Fork', 'Last'],
      ['Each', 'Each'],
      ['Item', 'Item'],
      ['Right', 'Right'],
    ]);
    expect(machine.blocks[0]?.states.get('Fork')).toMatchObject({ branches: [1, 3], next: 'Last' });
    expect(machine.blocks[1]?.states.get('Each')).toMatchObject({ processor: 2, next: undefined });
  });

  it('keeps a state in its own query language', () => {
    const machine = compiled({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 %}', Next: 'B' },
        B: { Type: 'Pass', OutputPath: '$.a', End: true },
      },
    });
    const states = machine.blocks[0]?.states;
    expect(states?.get('A')?.flow.language).toBe('JSONata');
    expect(states?.get('B')?.flow.language).toBe('JSONPath');
  });

  it('links each state with the one that mostly follows, round a loop as well', () => {
    const machine = compiled({
      StartAt: 'Again',
      States: {
        Again: { Type: 'Pass', Next: 'Enough' },
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.enough', BooleanEquals: true, Next: 'Last' }],
          Default: 'Again',
        },
        Last: { Type: 'Succeed' },
      },
    });
    const states = machine.blocks[0]?.states;
    expect(states?.get('Again')?.follower).toBe(states?.get('Enough'));
    expect(states?.get('Enough')?.follower).toBe(states?.get('Again'));
    expect(states?.get('Last')?.follower).toBeUndefined();
  });

  it('costs nothing for the paths that say nothing', () => {
    const machine = compiled({
      StartAt: 'A',
      States: { A: { ...pass, InputPath: '$', OutputPath: '$', ResultPath: '$' } },
    });
    expect(machine.blocks[0]?.states.get('A')?.flow).toEqual({
      language: 'JSONPath',
      isEmpty: true,
      inputPath: undefined,
      parameters: undefined,
      resultSelector: undefined,
      resultPath: undefined,
      outputPath: undefined,
      assign: undefined,
    });
  });

  it('may have warnings', () => {
    const machine = compiled({
      StartAt: 'A',
      States: {
        A: {
          Type: 'Map',
          End: true,
          ToleratedFailureCount: 1,
          ItemProcessor: { StartAt: 'Item', States: { Item: pass } },
        },
      },
    });
    expect(machine.blocks).toHaveLength(2);
  });
});

describe('a definition that is refused', () => {
  it.each([
    ['no JSON', '{'],
    ['no definition', '[]'],
    ['a state that nobody knows', JSON.stringify({ StartAt: 'B', States: { A: pass } })],
    ['a path that is none', JSON.stringify({ StartAt: 'A', States: { A: { ...pass, InputPath: '$.[' } } })],
  ])('%s: says so with an error', (_what, text) => {
    const result = compileDefinition(text);
    expect(result.kind).toBe('refused');
    const diagnostics = result.kind === 'refused' ? result.diagnostics : [];
    expect(diagnostics.map(({ severity }) => severity)).toContain('ERROR');
  });

  it('may be one for Express executions alone', () => {
    const call = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync',
      Parameters: { 'StateMachineArn.$': '$.arn' },
      End: true,
    };
    const text = JSON.stringify({ StartAt: 'A', States: { A: call } });
    expect(compileDefinition(text, 'STANDARD').kind).toBe('compiled');
    expect(compileDefinition(text, 'EXPRESS').kind).toBe('refused');
  });
});

describe('a definition that was accepted before', () => {
  it('is compiled though it is refused today', () => {
    const call = { Type: 'Task', Resource: 'arn:aws:states:::nosuch:thing', End: true };
    const text = JSON.stringify({ StartAt: 'A', States: { A: call } });
    expect(compileDefinition(text).kind).toBe('refused');
    expect(compileAcceptedDefinition(text).kind).toBe('compiled');
  });

  it('has to be one that can be compiled', () => {
    const unreadable = JSON.stringify({ StartAt: 'A', States: { A: { ...pass, InputPath: '$.[' } } });
    expect(compileAcceptedDefinition(unreadable)).toMatchObject({
      kind: 'refused',
      diagnostics: [{ severity: 'ERROR' }],
    });
    expect(compileAcceptedDefinition('{').kind).toBe('refused');
  });
});
