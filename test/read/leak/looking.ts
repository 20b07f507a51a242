/** Looking at lists as somebody: whole, one at a time from either end, and beyond a cursor. */
import type { Answer } from '../../support/world.ts';
import type { List } from './ways.ts';

type Ask = (query: string, variables?: object) => Promise<Answer<Record<string, unknown>>>;

interface Edge {
  readonly cursor: string;
  readonly node: { readonly id?: string; readonly offer?: { readonly id: string } | null };
}

export interface Page {
  readonly totalCount: number;
  readonly edges: readonly Edge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

export interface Paging {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** A candidate is known by the offer it is. */
const markOf = (type: string): string => (type === 'Candidate' ? 'offer { id }' : 'id');

export const idOf = ({ node }: Edge): string => node.id ?? node.offer?.id ?? '';

export const idsOf = ({ edges }: Page): string[] => edges.map(idOf);

/** Who is not signed in, and apps that were not let read it. */
export const CLOSED = /^(UNAUTHENTICATED|SCOPE_REQUIRED)$/;

/** A page of the list; null for who may not even ask, or does not see the thing it hangs on. */
export async function look(
  ask: Ask,
  { parent, field, type }: List,
  order: string,
  paging: Paging,
  parentId: string | null,
): Promise<Page | null> {
  const list = `list: ${field}(first: $first, last: $last, after: $after, before: $before, order: ${order}) {
    totalCount
    edges { cursor node { ${markOf(type)} } }
    pageInfo { hasNextPage hasPreviousPage }
  }`;
  const declared = '$first: Int, $last: Int, $after: String, $before: String';
  const query =
    parent === null
      ? `query (${declared}) { ${list} }`
      : `query ($parent: ID!, ${declared}) { node(id: $parent) { ... on ${parent} { ${list} } } }`;
  const { data, errors } = await ask(query, { ...paging, ...(parent === null ? {} : { parent: parentId }) });
  if (errors !== undefined && CLOSED.test(errors[0]?.extensions.code ?? '')) return null;
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const answer = (parent === null ? data : data?.['node']) as { readonly list: Page } | null | undefined;
  return answer?.list ?? null;
}

const MOST = 100;

/** The list from the cursor on, or up to it, page by page to its end; all of it without one. */
export async function lookThrough(
  ask: Ask,
  list: List,
  order: string,
  from: { readonly after?: string | undefined; readonly before?: string | undefined },
  parentId: string | null,
): Promise<Page | null> {
  const isBackward = from.before !== undefined;
  const turn = (cursor: string | undefined) =>
    look(ask, list, order, isBackward ? { last: MOST, before: cursor } : { first: MOST, after: cursor }, parentId);
  let page = await turn(isBackward ? from.before : from.after);
  while (page !== null && (isBackward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) {
    const more: Page | null = await turn((isBackward ? page.edges[0] : page.edges.at(-1))?.cursor);
    if (more === null || more.edges.length === 0) return more;
    const [earlier, later] = isBackward ? [more, page] : [page, more];
    page = {
      totalCount: more.totalCount,
      edges: [...earlier.edges, ...later.edges],
      pageInfo: {
        hasPreviousPage: earlier.pageInfo.hasPreviousPage,
        hasNextPage: later.pageInfo.hasNextPage,
      },
    };
  }
  return page;
}

type Turn = (paging: Paging) => Promise<Page | null>;

/** The ids of a list one page of one at a time, as far as it says that there is more. */
export async function walk(turn: Turn, isBackward: boolean): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await turn(isBackward ? { last: 1, before: cursor } : { first: 1, after: cursor });
    const [edge] = page?.edges ?? [];
    if (page === null || edge === undefined) return found;
    found.push(...idsOf(page));
    cursor = edge.cursor;
    if (!(isBackward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) break;
  }
  return isBackward ? found.reverse() : found;
}
