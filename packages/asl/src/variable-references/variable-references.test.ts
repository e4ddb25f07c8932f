import { describe, expect, it } from 'vitest';

import {
  distributedMap,
  end,
  everythingInJsonata,
  jsonataMachineOf,
  machineOf,
  map,
  task,
} from '../../test/definitions.ts';
import { parsed } from '../../test/findings-of.ts';
import { variableReferences } from './variable-references.ts';

describe('the variables that states read', () => {
  it('are those of paths, templates and calls, each once and sorted', () => {
    const state = task({
      InputPath: '$b',
      Parameters: {
        'x.$': '$a.deep[0]',
        nested: [{ 'y.$': 'States.MathAdd(States.MathAdd($c, $b), $.d)' }],
        plain: '$e',
      },
      TimeoutSecondsPath: '$f',
      ResultPath: '$.g',
    });
    expect(variableReferences(parsed(machineOf(state)))).toEqual({ State: ['a', 'b', 'c', 'f'] });
  });

  it('are those of Choice rules, however they nest', () => {
    const rules = [
      {
        And: [{ Variable: '$a', IsNull: true }, { Not: { Variable: '$.x', NumericEqualsPath: '$b.c' } }],
        Next: 'End',
        Assign: { 'y.$': '$d' },
      },
    ];
    expect(variableReferences(parsed(machineOf({ Type: 'Choice', Choices: rules }, { End: end })))).toEqual({
      State: ['a', 'b', 'd'],
    });
  });

  it('are those of expressions, without their own variables, functions and $states', () => {
    const output = {
      v: '{% ($own := $a; $sum($own) + $states.input.b + $map($c, function($x) { $x + $d })) %}',
      text: '$e',
    };
    expect(variableReferences(parsed(jsonataMachineOf({ ...end, Output: output })))).toEqual({
      State: ['a', 'c', 'd'],
    });
  });

  it('are given for states within states by their own names', () => {
    const inner = { StartAt: 'In', States: { In: { ...end, Assign: { 'z.$': '$x' } } } };
    const state = map({
      ItemsPath: '$items',
      ItemSelector: { 'v.$': '$$.Map.Item.Value' },
      ItemProcessor: inner,
    });
    expect(variableReferences(parsed(machineOf(state)))).toEqual({ State: ['items'], In: ['x'] });
  });

  it('are those of readers, batchers, writers and catchers', () => {
    const state = distributedMap({
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        Parameters: { 'Bucket.$': '$a' },
        ReaderConfig: { MaxItemsPath: '$b' },
      },
      ItemBatcher: { MaxItemsPerBatchPath: '$c', BatchInput: { 'k.$': '$d' } },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { 'Bucket.$': '$e' } },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End', Assign: { 'l.$': '$f' } }],
    });
    expect(variableReferences(parsed(machineOf(state, { End: end })))).toEqual({
      State: ['a', 'b', 'c', 'd', 'e', 'f'],
    });
  });

  it('leave out states that read none', () => {
    expect(variableReferences(parsed(machineOf({ ...end, Result: '$x', Assign: { x: '$y' } })))).toEqual({});
    expect(Object.keys(variableReferences(parsed(everythingInJsonata)))).toEqual([
      'Ask',
      'Decide',
      'Each one',
      'Left',
    ]);
  });
});
