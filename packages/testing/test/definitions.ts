/** A Task state that calls the function of a name, with what else it has. */
export function callFunction(name: string, rest: object = { End: true }): object {
  return { Type: 'Task', Resource: `arn:aws:lambda:test:000000000000:function:${name}`, ...rest };
}

/** A state machine of these states; it starts at the first. */
export function machineOf(states: Record<string, object>, rest: object = {}): object {
  return { StartAt: Object.keys(states)[0], States: states, ...rest };
}

/** A state machine of one Task. */
export function oneTask(task: object): object {
  return machineOf({ Work: task });
}
