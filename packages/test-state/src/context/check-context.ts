import { isJsonNumber, isJsonObject, type Json, type JsonObject } from '@edgestep/shared';

import { parseObject } from '../parse-object.ts';
import { refuse } from '../refuse.ts';

/** What a member of the context object is: an object with members of its own, or a value. */
type ContextField = 'any' | 'string' | 'number' | { readonly [name: string]: ContextField };

/** The context object, as the service describes it (developer guide, context object). */
const CONTEXT_FIELDS = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
  Map: { Item: { Index: 'number', Key: 'string', Source: 'string', Value: 'any' } },
} as const satisfies ContextField;

/** Reads the context object of a request. Throws ValidationException for what no context object has. */
export function readContext(text: string): JsonObject {
  const context = parseObject(text, (reason) => refuse(`Invalid Context object provided: ${reason}`));
  checkFields(context, CONTEXT_FIELDS);
  return context;
}

function checkFields(value: JsonObject, fields: { readonly [name: string]: ContextField }): void {
  for (const [name, member] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      throw refuse(`Invalid Context object provided: Field '${name}' is not allowed`);
    }
    checkField(name, member, field);
  }
}

function checkField(name: string, value: Json, field: ContextField): void {
  if (field === 'any') return;
  if (typeof field === 'string') {
    if (field === 'number' ? isJsonNumber(value) : typeof value === field) return;
    throw refuse(`Invalid Context object provided: Field '${name}' must be a ${field}`);
  }
  if (!isJsonObject(value)) {
    throw refuse(`Invalid Context object provided: Field '${name}' must be an object`);
  }
  checkFields(value, field);
}
