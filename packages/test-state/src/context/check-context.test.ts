import { describe, expect, it } from 'vitest';

import { readContext } from './check-context.ts';

describe('the context object of a request', () => {
  it.each([
    {},
    { Execution: {}, State: {}, StateMachine: {} },
    {
      Execution: {
        Id: 'a',
        Input: [1],
        Name: 'n',
        RoleArn: 'r',
        StartTime: 't',
        RedriveCount: 0,
        RedriveTime: 't',
      },
    },
    { State: { EnteredTime: 't', Name: 'n', RetryCount: 2 }, StateMachine: { Id: 'i', Name: 'n' } },
    { Task: { Token: 't' }, Map: { Item: { Index: 0, Key: 'k', Value: null } } },
  ])('may hold what the service’s own holds: %j', (context) => {
    expect(readContext(JSON.stringify(context))).toEqual(context);
  });

  it.each([
    ['{"Pokedex": {}}', "Field 'Pokedex' is not allowed"],
    ['{"Execution": {"pokemon": 1}}', "Field 'pokemon' is not allowed"],
    ['{"Map": {"Item": {"Place": 1}}}', "Field 'Place' is not allowed"],
    ['{"Execution": {"toString": 1}}', "Field 'toString' is not allowed"],
    ['{"Execution": "one"}', "Field 'Execution' must be an object"],
    ['{"State": {"RetryCount": "2"}}', "Field 'RetryCount' must be a number"],
    ['{"StateMachine": {"Id": 3}}', "Field 'Id' must be a string"],
    ['[]', 'it must be a JSON object'],
    ['null', 'it must be a JSON object'],
  ])('holds nothing else: %s', (text, reason) => {
    expect(() => readContext(text)).toThrow(`Invalid Context object provided: ${reason}`);
  });

  it('has to be JSON', () => {
    expect(() => readContext('Execution')).toThrow('Invalid Context object provided: ');
  });
});
