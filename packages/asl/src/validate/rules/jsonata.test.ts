import type { Json, JsonObject } from '@edgestep/shared';
import { describe, expect, it } from 'vitest';

import { distributedMap, end, jsonataMachineOf, machineOf, task } from '../../../test/definitions.ts';
import { errorsOf } from '../../../test/findings-of.ts';

function errorsOfOutput(output: Json): readonly string[] {
  return errorsOf(jsonataMachineOf({ ...end, Output: output }));
}

const topLevel = (name: string, location: string) =>
  `UNSUPPORTED_JSONATA_EXPRESSION: Reference to '${name}' at the top level is not supported. at /States/State/${location}`;

describe('expressions', () => {
  it.each([
    ['a[1,2)', 'Expected "]", got ","'],
    ['"unterminated', 'String literal must be terminated by a matching quote'],
    ['1 +', 'Unexpected end of expression'],
    ['{"a":}', 'The symbol "}" cannot be used as a unary operator'],
    ['$x :=', 'Unexpected end of expression'],
    ['', 'Unexpected end of expression'],
  ])('that do not parse are refused in the words of the parser: %s', (expression, message) => {
    expect(errorsOfOutput(`{%${expression}%}`)).toEqual([
      `INVALID_JSONATA_EXPRESSION: ${message} at /States/State/Output`,
    ]);
  });

  it('begin and end with their delimiters', () => {
    const message =
      'SCHEMA_VALIDATION_FAILED: JSONata string must start with {% and end with %} at /States/State/Output/a';
    expect(errorsOfOutput({ a: '{% 1' })).toEqual([message]);
    expect(errorsOfOutput({ a: '{% 1 %} ' })).toEqual([message]);
    expect(errorsOfOutput({ a: ' {% not one' })).toEqual([]);
  });

  it('refer to nothing but variables, $states among them', () => {
    expect(errorsOfOutput({ v: '{% phone %}' })).toEqual([topLevel('phone', 'Output/v')]);
    expect(errorsOfOutput({ a: { b: ['{% phone[0] %}'] } })).toEqual([topLevel('phone', 'Output/a/b[0]')]);
    expect(errorsOfOutput('{% $$ %}')).toEqual([
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported. at /States/State/Output",
    ]);
    expect(errorsOfOutput({ v: '{% $states.input.items[phone > 3] %}', w: '{% $phone %}' })).toEqual([]);
    expect(errorsOfOutput('{% $map($states.input.a, function($x){ $x.phone }) %}')).toEqual([]);
  });

  it('see $states.errorOutput in a catcher and nowhere else', () => {
    const message =
      "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at /States/State/Output";
    expect(errorsOfOutput('{% $states.errorOutput %}')).toEqual([message]);
    expect(errorsOfOutput('{% $states.errorOutput.Cause & "" %}')).toEqual([message]);
    expect(errorsOfOutput('{% $states.input.errorOutput %}')).toEqual([]);
    const output = { c: '{% $states.errorOutput.Cause %}' };
    const catcher = { ErrorEquals: ['States.ALL'], Next: 'End', Output: output, Assign: output };
    expect(errorsOf(jsonataMachineOf(task({ Catch: [catcher] }), { End: end }))).toEqual([]);
  });

  it('see $states.result where a task, branches or iterations have ended, and nowhere else', () => {
    const ends = { Output: '{% $states.result %}', Assign: { r: '{% $states.result.r %}' } };
    expect(errorsOf(jsonataMachineOf(task({ Arguments: { FunctionName: 'f' }, ...ends })))).toEqual([]);
    expect(errorsOf(jsonataMachineOf(distributedMap(ends)))).toEqual([]);
    const missing = (location: string) =>
      `UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at /States/State/${location}`;
    expect(errorsOf(jsonataMachineOf({ ...end, ...ends }))).toEqual([missing('Output'), missing('Assign/r')]);
    const wait = { Type: 'Wait', Seconds: '{% $states.result %}', End: true };
    expect(errorsOf(jsonataMachineOf(wait))).toEqual([missing('Seconds')]);
    const called = task({ Arguments: { FunctionName: 'f', Payload: '{% $states.result %}' } });
    expect(errorsOf(jsonataMachineOf(called))).toEqual([missing('Arguments/Payload')]);
    const catcher = { ErrorEquals: ['States.ALL'], Next: 'End', Output: '{% $states.result %}' };
    expect(errorsOf(jsonataMachineOf(task({ Catch: [catcher] }), { End: end }))).toContain(
      missing('Catch[0]/Output'),
    );
  });

  it('see no other member of $states', () => {
    const missing =
      "UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.item' does not exist. at /States/State/Output";
    expect(errorsOfOutput('{% $states.item.id %}')).toEqual([missing]);
    expect(errorsOfOutput('{% $states %}')).toEqual([]);
    expect(errorsOfOutput('{% $map([$states.input], function($states) { $states.item }) %}')).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['Assign/v', { ...end, Assign: { v: '{% phone %}' } }],
    ['Seconds', { Type: 'Wait', Seconds: '{% phone %}', End: true }],
    ['Timestamp', { Type: 'Wait', Timestamp: '{% phone %}', End: true }],
    ['Cause', { Type: 'Fail', Cause: '{% phone %}' }],
    ['Arguments/Payload/Comment', task({ Arguments: { Payload: { Comment: '{% phone %}' } } })],
    ['TimeoutSeconds', task({ TimeoutSeconds: '{% phone %}' })],
    ['Credentials/RoleArn', task({ Credentials: { RoleArn: '{% phone %}' } })],
    ['Items', distributedMap({ Items: '{% phone %}' })],
    ['ItemSelector/Next', distributedMap({ ItemSelector: { Next: '{% phone %}' } })],
    ['ToleratedFailurePercentage', distributedMap({ ToleratedFailurePercentage: '{% phone %}' })],
    [
      'ItemBatcher/BatchInput/Comment',
      distributedMap({ ItemBatcher: { BatchInput: { Comment: '{% phone %}' } } }),
    ],
  ])('are parsed in %s', (location, state) => {
    expect(errorsOf(jsonataMachineOf(state))).toEqual([topLevel('phone', location)]);
  });

  it('are parsed in rules and catchers', () => {
    const rules = [{ Condition: '{% phone = 1 %}', Next: 'End', Output: '{% phone %}' }];
    expect(errorsOf(jsonataMachineOf({ Type: 'Choice', Choices: rules }, { End: end }))).toEqual([
      topLevel('phone', 'Choices[0]/Condition'),
      topLevel('phone', 'Choices[0]/Output'),
    ]);
    const catcher = { ErrorEquals: ['States.ALL'], Next: 'End', Assign: { Retry: '{% phone %}' } };
    expect(errorsOf(jsonataMachineOf(task({ Catch: [catcher] }), { End: end }))).toEqual([
      topLevel('phone', 'Catch[0]/Assign/Retry'),
    ]);
  });

  it('are text elsewhere', () => {
    const reader = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['{% phone %}'] };
    const state = distributedMap({
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: reader },
    });
    expect(errorsOf(jsonataMachineOf(state))).toEqual([]);
    expect(errorsOf(jsonataMachineOf({ ...end, Comment: '{% phone %}' }))).toEqual([]);
    expect(errorsOf(jsonataMachineOf(task({ Retry: [{ ErrorEquals: ['{% phone %}'] }] })))).toEqual([]);
    expect(errorsOf(machineOf({ ...end, Parameters: { v: '{% phone %}' } }))).toEqual([]);
  });

  it('cannot keep the parser busy', () => {
    let expression = '$a';
    for (let level = 0; level < 40; level += 1) expression = `(${expression} ?? 1)`;
    expect(errorsOfOutput(`{% ${expression} %}`)).toHaveLength(1);
    expect(errorsOfOutput(`{%${'('.repeat(100_000)}%}`)).toHaveLength(1);
  });
});
