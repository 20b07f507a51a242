import { eraseSubject } from '../../../../data/audit/erase-subject.ts';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { Person } from './person.entity.ts';
import { become } from '../posts/known.service.ts';

interface SetPerson {
  readonly idempotencyKey: string;
  readonly expectedVersion?: number | null;
  readonly name: string;
}

interface ErasePerson {
  readonly idempotencyKey: string;
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

  /** Whoever acts has what is known of them erased, with the key of what the record says of them. Consents end by the fact. */
  erase(viewer: Viewer, input: ErasePerson): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'erasePerson', input, inNameOf: 'PERSON' }, async (act) => {
      act.assertCan('person:set', null);
      const id = act.actor.person ?? '';
      await mustHoldNoPost(act, id);
      // Waits for acts that have the person in hand.
      await eraseSubject(act, { kind: 'person', id });
      const [row] = await act.run<{ erased: boolean }>('select directory.erase_person() as erased', []);
      if (row?.erased !== true) throw RefusalError.notFound('person', id);
      act.record('person:erased', 'person', { id }, { unitIds: [] });
      return { person: id };
    });
  }
}

/** Throws `FORBIDDEN` for who acts for a unit, or is to: others rely on knowing who does. */
async function mustHoldNoPost(act: Act, person: string): Promise<void> {
  const posts = await act.run(
    'select from directory.post where person_id = $1 and not isempty(valid) and (upper_inf(valid) or upper(valid) > $2::timestamptz) limit 1',
    [person, act.now.toISOString()],
  );
  if (posts.length === 0) return;
  throw RefusalError.forbidden('person:set', {
    zh: '您仍在任或即将任职，所在单位须知道由谁任职；请先辞任（endPost），再删除个人信息。',
    en: 'You hold a post, or will, and its unit has to know who does: end it first (endPost), then have what is known of you erased.',
  });
}
