import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { mustBeTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { mayBeBornOn, vocabularyOf, type AttributeKind } from '../../../../domain/directory/person-attribute.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { Area } from '../../land/areas/area.entity.ts';

import { mustBeKnown } from '../person-relations/sides.service.ts';

interface SetAttribute {
  readonly idempotencyKey: string;
  readonly expectedVersion?: number | null;
  readonly kind: AttributeKind;
  readonly value?: string | null;
}

const SAID = `
select coalesce(born_on::text, term_code, area_id::text) as value, version from directory.person_attribute
where person_id = $1::uuid and kind = $2`;
const said = z.object({ value: z.string(), version: z.number() });

/** The version of what was never said. */
const NONE = 0;

export class AttributeService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Who acts says something of themselves, corrects it or takes it back. What it was and is the record keeps encrypted. */
  set(viewer: Viewer, input: SetAttribute): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setPersonAttribute', input, inNameOf: 'PERSON' }, async (act) => {
      act.assertCan('person:set', null);
      const id = act.actor.person ?? '';
      const subject = await act.holdSubject({ kind: 'person', id });
      // Who says two things of themselves at once says one after the other: the key is shared, the person is not.
      await act.run('select from directory.person where id = $1 for no key update', [id]);
      await mustBeKnown(act, id);
      const { kind } = input;
      const [row] = await act.run(SAID, [id, kind]);
      const before = row === undefined ? null : said.parse(row);
      act.expectVersion('person', { id, version: before?.version ?? NONE }, input.expectedVersion ?? NONE);
      const value = input.value == null ? null : await valueOf(act, kind, input.value.trim());
      await act.run('select directory.say_of_oneself($1, $2, $3::timestamptz)', [kind, value, act.now.toISOString()]);
      const values = { from: { [kind]: before?.value ?? null }, to: { [kind]: value } };
      act.record('person:attribute-set', 'person', { id }, { unitIds: [], protected: [{ subject, values }] });
      return { person: id };
    });
  }
}

/** The value as it is kept. Throws `INVALID_INPUT` where it is none of the kind. */
async function valueOf(act: Act, kind: AttributeKind, given: string): Promise<string> {
  if (kind === 'HOME_AREA') return (await act.get(Area, 'area', parseId('area', given))).id;
  const scheme = vocabularyOf[kind];
  if (scheme !== undefined) {
    await mustBeTermInUse(act, 'value', scheme, given);
    return given;
  }
  if (mayBeBornOn(given, dayInChina(act.now))) return given;
  throw RefusalError.invalid(
    ['input', 'value'],
    '出生日期须为 YYYY-MM-DD，不晚于今天。',
    'A day of birth is written YYYY-MM-DD, and is not to come.',
  );
}
