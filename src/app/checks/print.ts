/** What is printed from code and committed: the contract, one SDL a subgraph, the supergraph and the schema clients read; and the states. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { compose } from '../../graphql/compose.ts';
import { printSubgraph } from '../../graphql/subgraph.ts';
import { buildRegistry, SCHEMA_FOLDER } from '../graph.ts';
import { modules } from '../modules.ts';
import { printNodeSubgraph } from '../node-subgraph.ts';
import { printStates } from './states.ts';

/** What is beside the folder, file by file. */
const STATES = fileURLToPath(new URL('../../../docs/states.md', import.meta.url));

/** File → text. */
function printed(): ReadonlyMap<string, string> {
  const node = printNodeSubgraph(buildRegistry().types);
  const subgraphs = { ...Object.fromEntries(modules.map((module) => [module.name, printSubgraph(module)])), node };
  const { supergraph, api } = compose(subgraphs);
  const sdl = Object.entries({ ...subgraphs, supergraph, api });
  const files = sdl.map(([name, text]): [string, string] => [join(SCHEMA_FOLDER, `${name}.graphql`), text]);
  return new Map([...files, [STATES, printStates(buildSchema(api))]]);
}

/** Files of `schema/` as they are. */
const committed = (): string[] =>
  existsSync(SCHEMA_FOLDER)
    ? readdirSync(SCHEMA_FOLDER).flatMap((name) => (name.endsWith('.graphql') ? [join(SCHEMA_FOLDER, name)] : []))
    : [];

/** Names of the files that are not as the code would print them. */
export function stalePrints(): string[] {
  const texts = printed();
  const stale = [...new Set([...texts.keys(), ...committed()])].filter(
    (file) => !existsSync(file) || readFileSync(file, 'utf8') !== texts.get(file),
  );
  return stale.map((file) => basename(file));
}

export function writePrints(): void {
  mkdirSync(SCHEMA_FOLDER, { recursive: true });
  for (const file of committed()) rmSync(file);
  for (const [file, text] of printed()) writeFileSync(file, text);
}
