/** Statements made once for a document, a viewer class and the probes, and kept: bounded a document, and gone with it. */
import { createHash } from 'node:crypto';
import type { FieldNode } from 'graphql';
import type { Viewer } from '../domain/access/viewer.ts';
import type { Closable } from './compile.ts';
import { probesOf, type Probe } from './probes.ts';
import { viewerClass, type Scope } from './scope.ts';
import type { Document } from './selection.ts';
import { finish, type Param, type Sql } from './sql.ts';
import { HEAVY_ROWS, type Load, type Weight } from './weight.ts';

export interface Plan {
  /** A hash of the text: the same text is the same prepared statement on every connection. */
  readonly name: string;
  readonly text: string;
  readonly params: readonly Param[];
  /** What is looked at and not sent. */
  readonly checked: readonly Param[];
  readonly isGuarded: boolean;
  readonly isHeavy: boolean;
  /** How many rows it may come to. */
  readonly rows: number;
  readonly load: Load;
  /** What is null, and told of, to an app without the scope. */
  readonly closable: readonly Closable[];
}

/** A statement in the making. */
interface Made {
  readonly scope: Scope;
  readonly weight: Weight;
  readonly answer: Sql;
  readonly closable: readonly Closable[];
}

interface Kept {
  readonly probes: readonly Probe[];
  readonly plans: Map<string, Plan>;
}

/** A name that stands for the text: the same text is the same prepared statement, wherever it was made. */
export const statementName = (text: string): string => `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;

const PLANS_A_FIELD = 64;

/** Keeps one more, at the price of the oldest. */
function remember<V>(kept: Map<string, V>, key: string, value: V): void {
  const [oldest] = kept.keys();
  if (kept.size >= PLANS_A_FIELD && oldest !== undefined) kept.delete(oldest);
  kept.set(key, value);
}

/** Numbers for nodes of documents, so that a list of them can be a key. */
class Numbers {
  readonly #numbers = new WeakMap<FieldNode, number>();
  #last = 0;

  of(node: FieldNode): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    this.#numbers.set(node, (this.#last += 1));
    return this.#last;
  }
}

export class Plans {
  /** By the first node of a root field; a field may have others, and not always the same. */
  readonly #fields = new WeakMap<FieldNode, Map<string, Kept>>();
  readonly #numbers = new Numbers();
  #made = 0;

  /** How many statements were ever made: that a warm document makes none is tested with it. */
  get made(): number {
    return this.#made;
  }

  /** The plan for the nodes of one root field; `key` is what else the text depends on: that of a payload has none. */
  of(nodes: readonly FieldNode[], document: Document, viewer: Viewer, key: string | null, make: () => Made): Plan {
    const { probes, plans } = this.#keptFor(nodes, document, key === null);
    const probed = probes.map((probe) => probe(document.variableValues));
    const whole = [viewerClass(viewer), key, ...probed].join('|');
    const found = plans.get(whole);
    if (found !== undefined) return found;
    const plan = this.#make(make());
    remember(plans, whole, plan);
    return plan;
  }

  #keptFor(nodes: readonly FieldNode[], document: Document, isPayload: boolean): Kept {
    const [node, ...others] = nodes;
    if (node === undefined) throw new Error('a root field without nodes');
    const field = this.#fields.get(node) ?? new Map<string, Kept>();
    this.#fields.set(node, field);
    const key = others.map((other) => this.#numbers.of(other)).join();
    const known = field.get(key);
    if (known !== undefined) return known;
    const kept = { probes: probesOf(nodes, document, isPayload), plans: new Map<string, Plan>() };
    remember(field, key, kept);
    return kept;
  }

  #make({ scope, weight, answer, closable }: Made): Plan {
    this.#made += 1;
    const { text, params } = finish(scope.statement(answer));
    return {
      name: statementName(text),
      text,
      params,
      checked: scope.checked,
      isGuarded: scope.isGuarded,
      isHeavy: scope.scans > 0 || weight.rows > HEAVY_ROWS,
      rows: weight.rows,
      load: { objects: weight.objects, scans: scope.scans },
      closable,
    };
  }
}
