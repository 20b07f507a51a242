/** A client of the API that speaks typed documents: over HTTP for the tour, in this process for demonstration data. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { execute, print } from 'graphql';
import type { Viewer } from '../domain/access/viewer.ts';
import type { ReadableGraph } from './graph.ts';

/** What was answered instead of data; its cause is that of the first error, where that is known here. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

export type Ask = <R, V>(document: TypedDocumentNode<R, V>, variables: V) => Promise<R>;

/** Asks a running server. `headers` say who asks and under which hats. */
export function askOverHttp(url: string, headers: Readonly<Record<string, string>>): Ask {
  return async <R, V>(document: TypedDocumentNode<R, V>, variables: V) => {
    const asked = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const response = await asked.catch((cause: unknown) => {
      throw new AnswerError(`${url} 没有应答。 ${url} does not answer any more.`, { cause });
    });
    return dataOf((await response.json()) as Answered<R>);
  };
}

/** Executes against the schema of this process, as that viewer. */
export function askInProcess({ schema, reader, instances }: ReadableGraph, viewer: Viewer): Ask {
  return async <R, V>(document: TypedDocumentNode<R, V>, variables: V) => {
    const contextValue = { viewer, reader, instances };
    const variableValues = variables as Record<string, unknown>;
    const { data, errors } = await execute({ schema, document, contextValue, variableValues });
    return dataOf({ data: data as R | null | undefined, errors });
  };
}

interface Answered<R> {
  readonly data?: R | null | undefined;
  readonly errors?: readonly { readonly message: string; readonly originalError?: Error | undefined }[] | undefined;
}

function dataOf<R>({ data, errors }: Answered<R>): R {
  if (data === undefined || data === null || errors !== undefined) {
    const said = (errors ?? []).map(({ message }) => message).join('; ');
    throw new AnswerError(said || 'an answer without data', { cause: errors?.[0]?.originalError });
  }
  return data;
}
