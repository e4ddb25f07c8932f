import { code, page, table } from './markdown.ts';
import { docOf, propertiesOf, sourceOf, unionOf } from './source-text.ts';

const model = 'packages/gateway/src/api/model';
const details = `${model}/history-event-details.ts`;

/** The types of the events of `GetExecutionHistory`, and what each holds. */
export function eventsPage(): string {
  const members = new Map(
    propertiesOf(`${model}/history-event.ts`, 'HistoryEvent').map((member) => [member.name, member.type]),
  );
  const types = unionOf(`${model}/history-event-type.ts`, 'HistoryEventType');
  const kinds = [...new Set([...members.values()].filter((type) => type.endsWith('Details')))].toSorted();
  return page('History events', [
    `The ${types.length} types of the events that \`GetExecutionHistory\` answers. Besides its details an event has ${['timestamp', 'type', 'id', 'previousEventId'].map(code).join(', ')}.`,
    table(
      ['Type', 'Details', 'Their fields'],
      types.map((type) => rowOf(type, members)),
    ),
    '## Details',
    ...kinds.flatMap((kind) => [`### ${kind}`, docOf(details, kind), fieldsOf(kind)]),
  ]);
}

function rowOf(type: string, members: ReadonlyMap<string, string>): string[] {
  const member = memberOf(type);
  const kind = members.get(member);
  return kind === undefined
    ? [code(type), '', '']
    : [code(type), code(member), `[${kind}](#${kind.toLowerCase()})`];
}

/** The member that holds a type's details: states of all types share two of them. */
function memberOf(type: string): string {
  const shared = /State(Entered|Exited)$/.exec(type)?.[1];
  const name = shared === undefined ? type : `State${shared}`;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}

function fieldsOf(kind: string): string {
  if (!sourceOf(details).includes(`interface ${kind} `)) throw new Error(`${details} declares no ${kind}`);
  const rows = propertiesOf(details, kind).map(({ name, optional, type }) => [
    code(name),
    optional ? '' : 'always',
    code(type),
  ]);
  return table(['Field', 'Present', 'Type'], rows);
}
