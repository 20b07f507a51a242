import type { Viewer } from '../domain/access/viewer.ts';
import type { Reader } from '../read/reader.ts';

/** Resolvers by their class. */
export type Instances = ReadonlyMap<unknown, object>;

/** What resolvers and rules are given: who asks, the read graph, and the resolvers of the database that is asked. */
export interface Context {
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly instances: Instances;
}
