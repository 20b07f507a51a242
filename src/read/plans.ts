/** Statements made once for a document, a viewer class and the probes, and kept: bounded a document, and gone with it. */
import { createHash } from 'node:crypto';
import type { FieldNode } from 'graphql';
import type { Viewer } from '../domain/access/viewer.ts';
import { probesOf, type Probe } from './probes.ts';
import { viewerClass, type Scope } from './scope.ts';
import type { Document } from './selection.ts';
import { finish, type Param, type Sql } from './sql.ts';

export interface Plan {
  /** A hash of the text: the same text is the same prepared statement on every connection. */
  readonly name: string;
  readonly text: string;
  readonly params: readonly Param[];
  readonly isGuarded: boolean;
  readonly isHeavy: boolean;
}

interface Kept {
  readonly probes: readonly Probe[];
  readonly plans: Map<string, Plan>;
}

/** A name that stands for the text: the same text is the same prepared statement, wherever it was made. */
export const statementName = (text: string): string => `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;

const PLANS_A_DOCUMENT = 64;

export class Plans {
  readonly #documents = new WeakMap<FieldNode, Kept>();
  #made = 0;

  /** How many statements were ever made: that a warm document makes none is tested with it. */
  get made(): number {
    return this.#made;
  }

  /** The plan for the nodes of one root field; `key` is what else the text depends on. */
  of(
    nodes: readonly FieldNode[],
    document: Document,
    viewer: Viewer,
    key: string,
    make: () => { scope: Scope; answer: Sql },
  ): Plan {
    const [node] = nodes;
    if (node === undefined) throw new Error('a root field without nodes');
    const kept = this.#documents.get(node) ?? { probes: probesOf(nodes, document), plans: new Map<string, Plan>() };
    this.#documents.set(node, kept);
    const probed = kept.probes.map((probe) => probe(document.variableValues));
    const whole = [viewerClass(viewer), key, ...probed].join('|');
    const found = kept.plans.get(whole);
    if (found !== undefined) return found;
    const plan = this.#make(make());
    const [oldest] = kept.plans.keys();
    if (kept.plans.size >= PLANS_A_DOCUMENT && oldest !== undefined) kept.plans.delete(oldest);
    kept.plans.set(whole, plan);
    return plan;
  }

  #make({ scope, answer }: { scope: Scope; answer: Sql }): Plan {
    this.#made += 1;
    const { text, params } = finish(scope.statement(answer));
    return { name: statementName(text), text, params, isGuarded: scope.isGuarded, isHeavy: scope.isHeavy };
  }
}
