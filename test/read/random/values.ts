/** Random values of arguments, written as literals, as variables, or as literals with variables inside. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import { idTypes } from '../../../src/domain/kinds.ts';
import type { Pool } from './pool.ts';
import type { Tape } from './tape.ts';

export class Values {
  readonly #tape: Tape;
  readonly #pool: Pool;
  readonly declared: string[] = [];
  readonly variables: Record<string, unknown> = {};
  /** The same variables on another occasion: conditions turned round, what is optional given or left out. */
  readonly again: Record<string, unknown> = {};

  constructor(tape: Tape, pool: Pool) {
    this.#tape = tape;
    this.#pool = pool;
  }

  /** The arguments of a list: an order, a page of at most `most`, cursors of that order, a filter. Brackets and all. */
  list(
    args: readonly GraphQLArgument[],
    type: string,
    defaultOrder: string,
    most: number,
  ): { text: string; size: number } {
    const of = (name: string): GraphQLArgument | undefined => args.find((argument) => argument.name === name);
    const said: string[] = [];
    let order = defaultOrder;
    const { type: orderType } = of('order') ?? {};
    if (orderType !== undefined && this.#tape.oneIn(3)) {
      order = String(this.#any(orderType, 'order'));
      said.push(`order: ${this.#spelled(orderType, order, order)}`);
    }
    const isBackward = this.#tape.oneIn(3);
    const size = this.#tape.choose(most + 1);
    const { type: sizeType } = of('first') ?? {};
    const isOpen = most >= DEFAULT_PAGE && this.#tape.oneIn(3);
    if (sizeType !== undefined && !isOpen) {
      said.push(`${isBackward ? 'last' : 'first'}: ${this.#spelled(sizeType, String(size), size)}`);
    }
    for (const name of ['after', 'before']) {
      const { type: cursorType } = of(name) ?? {};
      const cursors = this.#pool.cursors[`${type} ${order}`] ?? [];
      if (cursorType === undefined || cursors.length === 0 || !this.#tape.oneIn(5)) continue;
      const cursor = this.#tape.pick(cursors);
      said.push(`${name}: ${this.#spelled(cursorType, JSON.stringify(cursor), cursor)}`);
    }
    const { type: filterType } = of('filter') ?? {};
    if (filterType !== undefined && this.#tape.oneIn(3)) said.push(`filter: ${this.text(filterType, 'filter')}`);
    return { text: said.length === 0 ? '' : `(${said.join(', ')})`, size: isOpen ? DEFAULT_PAGE : size };
  }

  /** A value of that type as it is written in the document. */
  text(type: GraphQLInputType, name: string): string {
    if (this.#tape.oneIn(5)) return this.#variable(type, this.#any(type, name));
    if (!isNonNullType(type) && this.#tape.oneIn(10)) return 'null';
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) {
      const items = Array.from({ length: this.#lengthOf(name) }, () => this.text(nullable.ofType, name));
      return `[${items.join(', ')}]`;
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => isNonNullType(field.type) || this.#tape.oneIn(4),
      );
      return `{ ${fields.map((field) => `${field.name}: ${this.text(field.type, nameIn(nullable, field.name))}`).join(', ')} }`;
    }
    const value = this.#any(nullable, name);
    return isEnumType(nullable) ? String(value) : JSON.stringify(value);
  }

  /** A condition of `@skip` and `@include`. */
  condition(): string {
    const holds = this.#tape.oneIn(2);
    if (this.#tape.oneIn(2)) return String(holds);
    return this.#declare('Boolean!', this.#tape.oneIn(3) ? String(!holds) : null, holds, !holds);
  }

  /** As a literal, as a variable, or as the default of a variable that is not given. */
  #spelled(type: GraphQLInputType, literal: string, value: unknown): string {
    if (!this.#tape.oneIn(3)) return literal;
    return this.#tape.oneIn(3)
      ? this.#declare(String(type), literal, undefined, undefined)
      : this.#declare(String(type), null, value, value);
  }

  /** A variable with that value; now and then null, or absent. */
  #variable(type: GraphQLInputType, value: unknown): string {
    const isOptional = !isNonNullType(type);
    if (!isOptional) return this.#declare(String(type), null, value, value);
    const missing = this.#tape.oneIn(2) ? null : undefined;
    return this.#tape.oneIn(4)
      ? this.#declare(String(type), null, missing, value)
      : this.#declare(String(type), null, value, missing);
  }

  #declare(type: string, byDefault: string | null, value: unknown, again: unknown): string {
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${type}${byDefault === null ? '' : ` = ${byDefault}`}`);
    if (value !== undefined) this.variables[name] = value;
    if (again !== undefined) this.again[name] = again;
    return `$${name}`;
  }

  /** Any value of the type, as JSON. */
  #any(type: GraphQLInputType, name: string): unknown {
    const nullable = isNonNullType(type) ? type.ofType : type;
    if (isListType(nullable)) {
      return Array.from({ length: this.#lengthOf(name) }, () => this.#any(nullable.ofType, name));
    }
    if (isEnumType(nullable)) return this.#tape.pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => isNonNullType(field.type) || this.#tape.oneIn(4),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, this.#any(field.type, nameIn(nullable, field.name))]),
      );
    }
    return this.#scalar(getNamedType(nullable).name, name);
  }

  #lengthOf(name: string): number {
    return name in TYPES ? 1 + this.#tape.choose(3) : this.#tape.choose(4);
  }

  #scalar(type: string, name: string): unknown {
    const { ids, words, codes, actions, instants } = this.#pool;
    switch (type) {
      case 'ID':
        return this.#tape.pick(ids[kindOf(name)] ?? this.#tape.pick(Object.values(ids)));
      case 'Boolean':
        return this.#tape.oneIn(2);
      case 'Float':
        return this.#tape.pick(name === 'latitude' ? [30.17, 30.175, 31] : [121.24, 121.245, 122]);
      case 'LocalDate':
        return this.#tape.pick(instants).slice(0, 10);
      case 'Int':
        return this.#tape.choose(4);
      case 'DateTime':
        return this.#tape.pick(instants);
      case 'String':
        return this.#tape.pick({ category: codes, code: codes, action: actions, ...TYPES }[name] ?? words);
      default:
        throw new Error(`no values of ${type} are known`);
    }
  }
}

const DEFAULT_PAGE = 20;

/** Of units, and of persons, to areas; what is covered by none of them is not asked. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  relationTypes: ['grid-branch', 'owners-committee', 'property-management'],
  personRelationTypes: ['grid-head', 'grid-officer'],
};

/** The `parentId` of an `AreaFilter` is an `AreaId`: what things are under is of their own kind. */
const nameIn = (input: GraphQLInputType, field: string): string =>
  field === 'parentId' ? String(input).replace(/Filter$/, 'Id') : field;

/** `partnerUnitId` takes ids of units, `linkId` of links to households, `ruleId` of benefit rules, `subjectId` of anything. */
function kindOf(name: string): string {
  const [word = ''] = /[A-Za-z][a-z]*(?=Id$)/.exec(name) ?? [];
  const kind = { link: 'householdlink', rule: 'benefitrule' }[word] ?? word.toLowerCase();
  return kind in idTypes ? kind : '';
}
