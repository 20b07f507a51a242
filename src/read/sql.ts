/**
 * Fragments of SQL. Text never holds a value: what is not known when the statement is written is a `Param`, which is
 * numbered where the statement is finished. The same `Param` object twice is one parameter.
 */
import type { IdKind } from '../domain/kinds.ts';
import type { Viewer } from '../domain/access/viewer.ts';

/** How much of what whoever runs the exchange allows, by name. */
export type Limits = Readonly<Record<string, number>>;

/** What a statement is run with. */
export interface Run {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
  /** Ids the caller gives beside the document: what a mutation made. */
  readonly given: Readonly<Record<string, string | null>>;
  readonly limits: Limits;
}

export class Param {
  readonly cast: string;
  readonly get: (run: Run) => unknown;

  constructor(cast: string, get: (run: Run) => unknown) {
    this.cast = cast;
    this.get = get;
  }
}

export interface Sql {
  readonly parts: readonly (string | Param)[];
}

type Piece = Sql | Param;

/** The template tag: ``sql`${row.col('id')} = ${param}` ``. Only fragments and parameters may be put in. */
export function sql(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Sql {
  const parts: (string | Param)[] = [];
  strings.forEach((text, i) => {
    parts.push(text);
    const piece = pieces[i];
    if (piece instanceof Param) parts.push(piece);
    else if (piece !== undefined) parts.push(...piece.parts);
  });
  return { parts };
}

const IDENTIFIER = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

/** A name from a declaration of ours, checked to be one. */
export function name(identifier: string): Sql {
  return { parts: [checked(identifier)] };
}

function checked(identifier: string): string {
  if (!IDENTIFIER.test(identifier)) throw new Error(`"${identifier}" is not a plain SQL name`);
  return identifier;
}

/** A constant from the schema or the document: a type's name, a response key. */
export function literal(text: string): Sql {
  return { parts: [`'${text.replaceAll("'", "''")}'`] };
}

export function whole(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not a whole number`);
  return { parts: [String(value)] };
}

export function join(pieces: readonly Sql[], separator: string): Sql {
  return { parts: pieces.flatMap((piece, i) => (i === 0 ? piece.parts : [separator, ...piece.parts])) };
}

export const everything: Sql = sql`true`;
export const nothing: Sql = sql`false`;

export function all(conditions: readonly Sql[]): Sql {
  const kept = conditions.filter((condition) => condition !== everything);
  if (kept.length === 0) return everything;
  return join(kept, ' and ');
}

/** `a or b`, in brackets. Branches that can never hold are left out. */
export function any(...conditions: readonly Sql[]): Sql {
  if (conditions.includes(everything)) return everything;
  const kept = conditions.filter((condition) => condition !== nothing);
  if (kept.length === 0) return nothing;
  return kept.length === 1 ? (kept[0] ?? nothing) : sql`(${join(kept, ' or ')})`;
}

/** `a and b` in brackets, `false` when one of them can never hold. */
export function both(...conditions: readonly Sql[]): Sql {
  if (conditions.includes(nothing)) return nothing;
  const joined = all(conditions);
  return joined === everything ? everything : sql`(${joined})`;
}

/**
 * Whether there is a row: `rows` is a FROM with its WHERE, to which the condition is added. False where that never holds.
 * It is asked of each row by itself, hence the `offset 0`: otherwise PostgreSQL may gather all rows there are in advance,
 * and the cost of a page grows with the table.
 */
export function existsWhere(rows: Sql, condition: Sql): Sql {
  return condition === nothing ? nothing : sql`exists (select from ${rows} and ${condition} offset 0)`;
}

/** A row of a table or of a subquery, by its alias. */
export class Row {
  readonly alias: string;

  constructor(alias: string) {
    this.alias = alias;
  }

  col(column: string): Sql {
    return { parts: [`${this.alias}.${checked(column)}`] };
  }
}

/** The global spelling of an id: its prefix and the hexadecimal digits of the column. */
export function spellId(kind: IdKind, column: Sql): Sql {
  return sql`${literal(`${kind}_`)} || replace(${column}::text, '-', '')`;
}

/** A JSON object: pairs of response key and value. `json_build_object` takes at most 100 arguments, hence the chunks. */
export function jsonObject(pairs: readonly (readonly [key: string, value: Sql])[]): Sql {
  const chunks: Sql[] = [];
  for (let i = 0; i < pairs.length; i += CHUNK) {
    const chunk = pairs.slice(i, i + CHUNK).map(([key, value]) => sql`${literal(key)}, ${value}`);
    chunks.push(sql`json_build_object(${join(chunk, ', ')})`);
  }
  if (chunks.length <= 1) return chunks[0] ?? sql`'{}'::json`;
  const inner = chunks.map((chunk) => sql`left(substr(${chunk}::text, 2), -1)`);
  return sql`('{' || ${join(inner, " || ',' || ")} || '}')::json`;
}

const CHUNK = 50;

/** The finished text and the parameters in the order of their numbers. */
export function finish(statement: Sql): { text: string; params: readonly Param[] } {
  const numbers = new Map<Param, number>();
  const text = statement.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const number = numbers.get(part) ?? numbers.size + 1;
      numbers.set(part, number);
      return `$${number}::${part.cast}`;
    })
    .join('');
  return { text, params: [...numbers.keys()] };
}
