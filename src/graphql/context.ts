import type { Viewer } from '../domain/access/viewer.ts';
import type { Reader } from '../read/reader.ts';

/** What resolvers and rules are given: who asks, and the read graph. */
export interface Context {
  readonly viewer: Viewer;
  readonly reader: Reader;
}
