/** When places of the scenarios are open, as somebody sees it. */
import {
  OpeningsOfDocument,
  OpenPlacesDocument,
  type OpeningsOfQuery,
  type OpeningsOfQueryVariables,
  type OpenPlacesQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

type Looked = NonNullable<OpeningsOfQuery['place']>;
type Listed = NonNullable<OpenPlacesQuery['places']>;

interface Where {
  readonly kind?: string[];
  readonly within?: { readonly areaId: string };
}

export class Onlooker {
  readonly #who: Actor;

  constructor(who: Actor) {
    this.#who = who;
  }

  async look(id: string, asked: Omit<OpeningsOfQueryVariables, 'id'> = {}): Promise<Looked> {
    return there((await this.#who.ask(OpeningsOfDocument, { id, ...asked })).place);
  }

  /** As `11-23 08:30–17:00`, or with both days where it goes over midnight. */
  async told(id: string, from: string, to: string): Promise<string[]> {
    const { asked } = await this.look(id, { from, to });
    return there(asked).periods.map(({ start, end }) => {
      const [a, b] = [there(start), there(end)].map((at) => [at.slice(5, 10), at.slice(11, 16)]);
      const [[day = '', opens = ''] = [], [last = '', closes = ''] = []] = [a, b];
      return `${day} ${opens}–${day === last ? '' : `${last} `}${closes}`;
    });
  }

  async openAt(at: string, filter: Where = {}): Promise<Listed> {
    return there((await this.#who.ask(OpenPlacesDocument, { at, ...filter })).places);
  }

  async namesOpen(at: string, kind: string): Promise<string[]> {
    return (await this.openAt(at, { kind: [kind] })).nodes.map(({ name }) => name).sort();
  }
}
