/** Fields closed to an app: which of them an answer tells of, and how execution is told. */
import { ScopeError } from '../domain/errors.ts';
import type { Closable } from './compile.ts';
import { SCOPES_WANTED } from './scope.ts';

/** Of what may be closed, what is: the problem names the scopes that the app does not have. */
export function closedFor(problem: string, closable: readonly Closable[]): readonly Closable[] {
  const [kind, scopes = ''] = problem.split('!', 2);
  if (kind !== SCOPES_WANTED) return [];
  const wanted = new Set(scopes.split(','));
  const told = new Set<string>();
  // Outer fields come first: inside of what is closed there is nothing to be told of.
  return closable.filter(({ path, scope }) => {
    if (!wanted.has(scope) || path.some((_, depth) => told.has(keyOf(path.slice(0, depth + 1))))) return false;
    told.add(keyOf(path));
    return true;
  });
}

const keyOf = (path: readonly string[]): string => path.join('.');

/** The answer with an error in place of each field that is closed: execution puts null there and says why. */
export function withErrors(answer: unknown, closed: readonly Closable[]): unknown {
  return closed.reduce((value, { path, scope }) => planted(value, path.slice(1), new ScopeError(scope)), answer);
}

function planted(value: unknown, path: readonly string[], error: ScopeError): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => planted(item, path, error));
  const [key, ...rest] = path;
  if (key === undefined) return value === null ? error : value;
  if (typeof value !== 'object' || value === null || value instanceof Error || !Object.hasOwn(value, key)) return value;
  const inside = (value as Readonly<Record<string, unknown>>)[key];
  return { ...value, [key]: planted(inside, rest, error) };
}
