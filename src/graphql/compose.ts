/** Composition, offline: subgraphs in, the supergraph and the schema that clients read out. */
import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { buildASTSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';

interface Composed {
  readonly supergraph: string;
  readonly api: string;
}

/** Throws with every composition error. */
export function compose(subgraphs: Readonly<Record<string, string>>): Composed {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    typeDefs: parse(sdl),
    url: `http://${name}.invalid/graphql`,
  }));
  const result = composeServices(services);
  if (compositionHasErrors(result)) {
    throw new Error(`The subgraphs do not compose:\n  ${result.errors.map(({ message }) => message).join('\n  ')}`);
  }
  const api = buildASTSchema(parse(result.publicSdl));
  return { supergraph: `${result.supergraphSdl.trim()}\n`, api: `${printSchema(lexicographicSortSchema(api))}\n` };
}
