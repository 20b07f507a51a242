/**
 * What a document may be at most, before anything is done for it. What a statement may ask for is `read/weight.ts`, what a
 * request costs `bill.ts`.
 */
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Tokens of a document. GraphiQL's introspection has about 500. */
export const MOST_TOKENS = 5_000;

/** What is wrong with a document is told up to here, and one sentence more that says so: a mistake made a thousand times is one. */
export const MOST_ERRORS = 5;

const MOST_ROOT_FIELDS = 20;
const MOST_ALIASES = 100;

/** A validation rule: every root field is a statement or an act of its own. */
function limitRootFields(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (operation) => {
      const count = rootFields(operation.selectionSet, context, new Set());
      if (count > MOST_ROOT_FIELDS) {
        const message = `An operation may have at most ${MOST_ROOT_FIELDS} root fields; this one has ${count}. Send several requests. 每个操作最多 ${MOST_ROOT_FIELDS} 个根字段，请分多次请求。`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  };
}

function rootFields(set: SelectionSetNode, context: ValidationContext, opened: Set<string>): number {
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      count += 1;
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      count += rootFields(selection.selectionSet, context, opened);
    } else if (!opened.has(selection.name.value)) {
      opened.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment !== null && fragment !== undefined) count += rootFields(fragment.selectionSet, context, opened);
    }
  }
  return count;
}

/** A validation rule: an alias asks the same again, which is the way to ask for much in few words. */
function limitAliases(context: ValidationContext): ASTVisitor {
  let count = 0;
  return {
    Field: (node) => {
      if (node.alias === undefined) return;
      count += 1;
      if (count !== MOST_ALIASES + 1) return;
      const message = `A document may have at most ${MOST_ALIASES} aliases. Send several requests, or read a list. 每个文档最多 ${MOST_ALIASES} 个别名，请分多次请求，或改用列表。`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}

/**
 * A validation rule: within introspection nothing is asked twice. Its lists lie in one another, so that a few aliases on
 * each level are thousands of copies of the schema; no tool uses any there.
 */
function noAliasesInIntrospection(context: ValidationContext): ASTVisitor {
  let isReported = false;
  return {
    Field: (node) => {
      const isWithin = node.name.value === '__schema' || context.getParentType()?.name.startsWith('__') === true;
      if (node.alias === undefined || !isWithin || isReported) return;
      isReported = true;
      const message = `Introspection has no aliases: ask "${node.name.value}" once, without "${node.alias.value}:". 内省查询中不能使用别名，请去掉“${node.alias.value}:”。`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}

export const limits: ValidationRule[] = [limitRootFields, limitAliases, noAliasesInIntrospection];
