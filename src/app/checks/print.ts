/** The committed contract: one SDL a subgraph, the supergraph and the schema clients read, all printed from code. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../graphql/compose.ts';
import { printSubgraph } from '../../graphql/subgraph.ts';
import { buildRegistry, SCHEMA_FOLDER } from '../graph.ts';
import { modules } from '../modules.ts';
import { printNodeSubgraph } from '../node-subgraph.ts';

/** File name → text. */
function printedSchema(): ReadonlyMap<string, string> {
  const node = printNodeSubgraph(buildRegistry().types);
  const subgraphs = { ...Object.fromEntries(modules.map((module) => [module.name, printSubgraph(module)])), node };
  const { supergraph, api } = compose(subgraphs);
  const files = Object.entries(subgraphs).map(([name, sdl]): [string, string] => [`${name}.graphql`, sdl]);
  return new Map([...files, ['supergraph.graphql', supergraph], ['api.graphql', api]]);
}

/** Names of the files in `schema/` that are not as the code would print them. */
export function staleSchemaFiles(): string[] {
  const printed = printedSchema();
  const committed = existsSync(SCHEMA_FOLDER)
    ? readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.graphql'))
    : [];
  const names = new Set([...printed.keys(), ...committed]);
  return [...names].filter((name) => {
    const file = join(SCHEMA_FOLDER, name);
    return !existsSync(file) || readFileSync(file, 'utf8') !== printed.get(name);
  });
}

export function writeSchemaFiles(): void {
  mkdirSync(SCHEMA_FOLDER, { recursive: true });
  for (const name of readdirSync(SCHEMA_FOLDER)) if (name.endsWith('.graphql')) rmSync(join(SCHEMA_FOLDER, name));
  for (const [name, text] of printedSchema()) writeFileSync(join(SCHEMA_FOLDER, name), text);
}
