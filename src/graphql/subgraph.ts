/** One module as a federation subgraph: the schema type-graphql makes of its classes, and its printed form. */
import { printSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type ResolverData } from 'type-graphql';
import { refusalsAsPayload } from './answer.ts';
import { userErrorTypes } from './errors/user-error-types.ts';
import type { Context } from './context.ts';
import type { Module } from './module.ts';
import { mutationResolvers } from './mutations.ts';
import { validateInput } from './validate.ts';

export const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external", "@requires"])\n\n`;

/** What the two root types are for; type-graphql has no place to say it. */
const ROOTS = {
  query: 'What can be read (查询). What you may not see is null, or is not in the list.',
  mutation: 'What can be done (操作), each in one transaction: done whole, or refused with the reason.',
} as const;

/**
 * The executable schema of a module's own classes; the context of a request has the instances it is executed by. It is
 * looked over where it is printed: what is committed was, and each process need not.
 */
export function moduleSchema(module: Module, skipCheck = true): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: module.resolvers,
    orphanedTypes: [...(module.references ?? []), ...(mutates(module) ? userErrorTypes : [])],
    container: ({ context }: ResolverData<Context>) => ({ get: (wanted) => context.instances.get(wanted) }),
    globalMiddlewares: [refusalsAsPayload],
    validateFn: validateInput,
    skipCheck,
  });
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const [name, resolve] of Object.entries(mutationResolvers(module.resolvers))) {
    if (mutations[name] !== undefined) mutations[name].resolve = resolve;
  }
  for (const [type, description] of [
    [schema.getQueryType(), ROOTS.query],
    [schema.getMutationType(), ROOTS.mutation],
  ] as const) {
    if (type != null) type.description = description;
  }
  return schema;
}

const mutates = ({ rules }: Module): boolean => Object.keys(rules.Mutation).length > 0;

/** What `schema/<module>.graphql` holds. */
export function printSubgraph(module: Module): string {
  return `${FEDERATION_LINK}${printSubgraphSchema(moduleSchema(module, false))}\n`;
}
