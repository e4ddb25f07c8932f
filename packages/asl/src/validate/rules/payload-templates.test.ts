import { describe, expect, it } from 'vitest';

import { distributedMap, end, jsonataMachineOf, machineOf, task } from '../../../test/definitions.ts';
import { diagnosticsOf, errorsOf } from '../../../test/findings-of.ts';

const refused = (name: string, location: string) =>
  `SCHEMA_VALIDATION_FAILED: The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call at ${location}`;

describe('payload templates', () => {
  it('evaluate paths and calls under names that end with .$', () => {
    const Parameters = {
      'a.$': '$.x',
      'b.$': "States.Format('{}', $y)",
      c: 'plain',
      'd.$': '$$.Execution.Id',
    };
    expect(errorsOf(machineOf(task({ Parameters })))).toEqual([]);
  });

  it.each(['plain', 'States.Nope()', 'States.UUID(', 7, null, { a: 1 }])(
    'refuse %j under such a name',
    (value) => {
      expect(errorsOf(machineOf(task({ Parameters: { 'a.$': value } })))).toEqual([
        refused('a.$', '/States/State/Parameters'),
      ]);
    },
  );

  it('refuse an illegal escape', () => {
    const call = 'States.StringToJson(\'{"text":"An \\"escaped double quote\\" here"}\')';
    expect(errorsOf(machineOf({ ...end, Parameters: { 'parsed.$': call } }))).toEqual([
      refused('parsed.$', '/States/State/Parameters'),
    ]);
  });

  it('are looked at in depth, and point at the member in the text', () => {
    const definition = machineOf(task({ Parameters: { list: [1, { 'x.$': 'bad' }] } }));
    expect(errorsOf(definition)).toEqual([refused('x.$', '/States/State/Parameters/list[1]')]);
    const column = JSON.stringify(definition).indexOf('"x.$"') + 1;
    expect(diagnosticsOf(definition)).toMatchObject([{ line: 1, column }]);
  });

  it('refuse two members that become one', () => {
    expect(errorsOf(machineOf(task({ Parameters: { 'a.$': '$.x', a: 1 } })))).toEqual([
      "SCHEMA_VALIDATION_FAILED: Fields 'a.$' and 'a' name the same field at /States/State/Parameters",
    ]);
  });

  it('are all of these fields', () => {
    const bad = { 'v.$': 'bad' };
    const state = distributedMap({
      ItemSelector: bad,
      ResultSelector: bad,
      Assign: bad,
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: bad },
      ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: bad },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: bad },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End', Assign: bad }],
    });
    const fields = [
      'Assign',
      'ResultSelector',
      'ItemSelector',
      'ItemReader/Parameters',
      'ItemBatcher/BatchInput',
      'ResultWriter/Parameters',
      'Catch[0]/Assign',
    ];
    expect(errorsOf(machineOf(state, { End: end }))).toEqual(
      fields.map((field) => refused('v.$', `/States/State/${field}`)),
    );
  });

  it('do not exist in JSONata, nor in the Result of a Pass', () => {
    expect(errorsOf(jsonataMachineOf(task({ Arguments: { 'a.$': 'plain' } })))).toEqual([]);
    expect(errorsOf(machineOf({ ...end, Result: { 'a.$': 'plain' } }))).toEqual([]);
  });
});
