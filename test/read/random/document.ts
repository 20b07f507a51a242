/** Random valid documents: a walk over the schema, bounded in depth, in fields and in the rows they may come to. */
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { idTypes } from '../../../src/domain/kinds.ts';
import type { Pool } from './pool.ts';
import type { Tape } from './tape.ts';
import { Values } from './values.ts';

type ObjectField = GraphQLField<unknown, unknown>;

/** Arguments of which a field takes one. */
const EITHER = [['kind', 'relationTypes', 'personRelationTypes']];

const takes = (field: ObjectField, name: string): boolean => field.args.some((argument) => argument.name === name);

/** The prefix of the ids of a type; nothing where things of any type are asked for. */
const kindOf = (type: string): string => Object.entries(idTypes).find(([, of]) => of === type)?.[0] ?? '';

/** The response keys of one object. Where its type is not known, or not alone, every key is one of its own. */
interface Keys {
  readonly areShared: boolean;
  readonly taken: Map<string, { readonly said: string; readonly below: Keys }>;
}

export interface RandomDocument {
  readonly query: string;
  /** Its variables, on two occasions. */
  readonly occasions: readonly Readonly<Record<string, unknown>>[];
}

const DEEPEST = 7;
const MOST_FIELDS = 40;
const MOST_ROWS = 60;

export class Writer {
  readonly #schema: GraphQLSchema;
  readonly #pool: Pool;
  readonly #tape: Tape;
  readonly #values: Values;
  readonly #fragments: { readonly name: string; readonly on: string; readonly rows: number; readonly text: string }[] =
    [];
  #fields = 0;
  #keys = 0;

  constructor(schema: GraphQLSchema, pool: Pool, tape: Tape) {
    this.#schema = schema;
    this.#pool = pool;
    this.#tape = tape;
    this.#values = new Values(tape, pool);
  }

  /** A query of one to three of these root fields. */
  document(roots: readonly string[]): RandomDocument {
    const query = this.#schema.getQueryType();
    const fields = Object.values(query?.getFields() ?? {}).filter(({ name }) => roots.includes(name));
    const keys: Keys = { areShared: false, taken: new Map() };
    const asked = Array.from({ length: 1 + this.#tape.choose(3) }, () =>
      this.#field('Query', this.#tape.pick(fields), keys, 0, 1),
    );
    // Beside a question about the schema everything goes through execution, field by field.
    if (this.#tape.oneIn(6)) asked.push('__type(name: "Offer") { name }');
    const declared = this.#values.declared.length === 0 ? '' : `(${this.#values.declared.join(', ')})`;
    const fragments = this.#fragments.map(({ name, on, text }) => `\nfragment ${name} on ${on} ${text}`);
    const text = `query ${declared} {\n${asked.join('\n')}\n}${fragments.join('')}`;
    return { query: text, occasions: [this.#values.variables, this.#values.again] };
  }

  #selection(type: GraphQLNamedType, keys: Keys, depth: number, rows: number): string {
    const wanted = 1 + this.#tape.choose(4);
    const parts = Array.from({ length: wanted }, () => this.#part(type, keys, depth, rows));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLNamedType, keys: Keys, depth: number, rows: number): string {
    const isTired = depth >= DEEPEST || this.#fields >= MOST_FIELDS || rows > MOST_ROWS;
    if (!isTired && this.#tape.oneIn(6)) return this.#fragment(type, keys, depth, rows);
    if (isInterfaceType(type)) {
      if (isTired || this.#tape.oneIn(3)) return this.#tape.oneIn(2) ? 'id' : '__typename';
      const on = this.#tape.pick(this.#schema.getPossibleTypes(type));
      return `... on ${on.name} ${this.#selection(on, { ...keys, areShared: true }, depth + 1, rows)}`;
    }
    if (!isObjectType(type) || this.#tape.oneIn(12)) return '__typename';
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const candidates = isTired ? leaves : fields;
    if (candidates.length === 0) return '__typename';
    return this.#field(type.name, this.#tape.pick(candidates), keys, depth, rows);
  }

  /** A fragment: inline with or without a condition, or named and perhaps spread before. */
  #fragment(type: GraphQLNamedType, keys: Keys, depth: number, rows: number): string {
    const directive = this.#directive();
    if (this.#tape.oneIn(2)) {
      const known = this.#fragments.filter((fragment) => fragment.on === type.name && fragment.rows >= rows);
      const name = this.#tape.oneIn(2) ? known[0]?.name : undefined;
      return `...${name ?? this.#newFragment(type, depth, rows)}${directive}`;
    }
    const condition = this.#tape.oneIn(2) ? ` on ${type.name}` : '';
    return `...${condition}${directive} ${this.#selection(type, keys, depth + 1, rows)}`;
  }

  #newFragment(type: GraphQLNamedType, depth: number, rows: number): string {
    const text = this.#selection(type, { areShared: true, taken: new Map() }, depth + 1, rows);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on: type.name, rows, text });
    return name;
  }

  #directive(): string {
    if (!this.#tape.oneIn(10)) return '';
    return ` @${this.#tape.oneIn(2) ? 'skip' : 'include'}(if: ${this.#values.condition()})`;
  }

  #field(parent: string, field: ObjectField, keys: Keys, depth: number, rows: number): string {
    this.#fields += 1;
    const type = getNamedType(field.type);
    const { args, size } = this.#arguments(parent, field, rows);
    const said = `${parent}.${field.name}${args}`;
    const before = keys.taken.get(field.name);
    const isFree = before === undefined ? !keys.areShared : before.said === said;
    const isAliased = !isFree || this.#tape.oneIn(4);
    const key = isAliased ? `${field.name}${(this.#keys += 1)}` : field.name;
    const below =
      before !== undefined && !isAliased ? before.below : { areShared: isInterfaceType(type), taken: new Map() };
    keys.taken.set(key, { said, below });
    const text = `${isAliased ? `${key}: ` : ''}${field.name}${args}${this.#directive()}`;
    return isLeafType(type) ? text : `${text} ${this.#selection(type, below, depth + 1, rows * size)}`;
  }

  #arguments(parent: string, field: ObjectField, rows: number): { args: string; size: number } {
    const type = getNamedType(field.type).name;
    if (field.args.length === 0) {
      const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
      return { args: '', size: isListType(nullable) && !['edges', 'nodes'].includes(field.name) ? 2 : 1 };
    }
    if (!type.endsWith('Connection')) {
      const either = EITHER.find((names) => names.every((name) => takes(field, name))) ?? [];
      const kept = this.#tape.pick([...either, '']);
      const said = field.args.flatMap((argument) => {
        if (argument.name !== kept && either.includes(argument.name)) return [];
        const name = argument.name === 'id' ? `${kindOf(type)}Id` : argument.name;
        return `${argument.name}: ${this.#values.text(argument.type, name)}`;
      });
      return { args: `(${said.join(', ')})`, size: field.name === 'nodes' ? 4 : 1 };
    }
    const listed = type.replace(/Connection$/, '');
    const entry = this.#pool.registry.fields(parent)[field.name];
    const order = entry?.kind === 'many' ? entry.order : null;
    const byDefault = order ?? Object.keys(this.#pool.registry.view(listed)?.orders ?? {})[0] ?? '';
    const most = rows === 1 ? 20 : Math.max(1, Math.min(4, Math.floor(MOST_ROWS / rows)));
    const { text, size } = this.#values.list(field.args, listed, byDefault, most);
    return { args: text, size: Math.max(1, size) };
  }
}
