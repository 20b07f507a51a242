/** All views of a process by the type they read, with what other modules add. */
import { idTypes, type IdKind } from '../domain/kinds.ts';
import type { Field, Fields, ReadDeclaration, Root, View } from './view.ts';

export class Registry {
  readonly #views = new Map<string, View>();
  readonly #fields = new Map<string, Fields>();
  readonly #roots = new Map<string, Root>();

  constructor(declarations: readonly ReadDeclaration[]) {
    for (const { views, roots } of declarations) {
      for (const view of views) this.#views.set(view.type, view);
      for (const [name, root] of Object.entries(roots)) this.#roots.set(name, root);
    }
    for (const view of this.#views.values()) {
      const added = declarations.map(({ extensions }) => extensions[view.type] ?? {});
      this.#fields.set(view.type, Object.assign({}, view.columns, view.fields, ...added) as Fields);
    }
    for (const [kind, type] of Object.entries(idTypes)) {
      if (this.#views.has(type)) continue;
      // Of a type that is read elsewhere, its id is known, and what is added to it here.
      const id: Field = { kind: 'id', of: kind as IdKind, column: 'id', nullable: false };
      const added = declarations.map(({ extensions }) => extensions[type] ?? {});
      this.#fields.set(type, Object.assign({ id }, ...added) as Fields);
    }
  }

  view(type: string): View | undefined {
    return this.#views.get(type);
  }

  fields(type: string): Fields {
    return this.#fields.get(type) ?? {};
  }

  root(name: string): Root | undefined {
    return this.#roots.get(name);
  }

  get types(): string[] {
    return [...this.#views.keys()];
  }
}
