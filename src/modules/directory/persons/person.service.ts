import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { Person } from '../posts/person.entity.ts';
import { become } from '../posts/known.service.ts';

interface SetPerson {
  readonly idempotencyKey: string;
  readonly expectedVersion?: number | null;
  readonly name: string;
}

/** The version of somebody who is not known yet. */
const NONE = 0;

export class PersonService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Who acts says who they are, or corrects it. The record says that it changed; from what to what it keeps encrypted. */
  set(viewer: Viewer, input: SetPerson): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setPerson', input, inNameOf: 'PERSON' }, async (act) => {
      act.assertCan('person:set', null);
      const name = input.name.trim();
      const id = act.actor.person ?? '';
      const subject = await act.holdSubject({ kind: 'person', id });
      const before = await act.em.findOne(Person, { id });
      act.expectVersion('person', { id, version: before?.version ?? NONE }, input.expectedVersion ?? NONE);
      const from = before?.name ?? null;
      if (before === null) await become(act, name);
      else before.name = name;
      await act.em.flush();
      const version = before?.version ?? 1;
      const values = { from: { name: from }, to: { name } };
      act.record('person:set', 'person', { id, version }, { unitIds: [], protected: [{ subject, values }] });
      return { person: id };
    });
  }
}
