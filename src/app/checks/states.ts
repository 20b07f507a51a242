/** `docs/states.md`: every state machine as a diagram, printed from the data that moves the states. */
import type { GraphQLSchema } from 'graphql';
import { idTypes } from '../../domain/kinds.ts';
import type { Machine } from '../../domain/lifecycle.ts';
import { machines } from '../../domain/machines.ts';

const HEAD = `# States

Which state may follow which, of everything that has states: printed by \`npm run schema\` from \`src/domain/machines.ts\`,
the data by which acts move them. A move that is not drawn is refused with \`WRONG_STATE\`, saying what the thing is and what
to do instead. 本页由状态机数据生成；未画出的变更一律拒绝（\`WRONG_STATE\`），并说明现状与出路。
`;

/** The page, with what the schema says of each thing. */
export function printStates(schema: GraphQLSchema): string {
  return [HEAD, ...machines.map((machine) => section(machine, schema))].join('\n');
}

function section(machine: Machine<string>, schema: GraphQLSchema): string {
  const type = idTypes[machine.kind];
  const [said = ''] = (schema.getType(type)?.description ?? '').split(/(?<=[.。]) /);
  return [`## ${type}`, '', said, '', '```mermaid', ...diagram(machine), '```', ''].join('\n');
}

function diagram({ start, transitions, words }: Machine<string>): string[] {
  const states = Object.keys(transitions);
  const named = states.map((state) => `  state "${state} ${words[state]?.is.zh ?? ''}" as ${state}`);
  const moves = states.flatMap((from) => (transitions[from] ?? []).map((to) => `  ${from} --> ${to}`));
  const ends = states.filter((state) => transitions[state]?.length === 0).map((state) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', ...named, ...start.map((state) => `  [*] --> ${state}`), ...moves, ...ends];
}
