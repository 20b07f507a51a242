/** Contacts of the demonstration: written as row-level security demands, each by somebody who holds a post in the unit. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { entryOf } from '../../data/readers.ts';
import { namedId } from '../named-id.ts';
import { demoUnits } from './units.ts';

/**
 * No number in China looks like this: mobile numbers begin with 13 to 19, and a number of Beijing (area 10) has eight
 * digits more, not nine. Nobody can be called by accident.
 */
const IMPOSSIBLE = '+861000000';

export async function loadContacts(em: EntityManager, now: Date): Promise<void> {
  await em.execute('set local role qinlin_writer');
  for (const [i, { key, shortName }] of demoUnits.entries()) {
    const unitId = namedId('unit', key);
    const entry = entryOf({
      subject: { kind: 'PERSON', person: namedId('person', key) },
      credential: null,
      actingUnit: unitId,
      actingAlliance: null,
      now,
      locale: 'zh-CN',
      requestId: 'demo',
    });
    await em.execute('select from rights.enter(?::uuid, ?::uuid, ?::uuid, ?::uuid, ?::uuid, ?::timestamptz)', entry);
    const mobile = `${IMPOSSIBLE}${String(1000 + i)}`;
    await em.execute(
      'insert into directory.unit_contact (unit_id, name, mobile, is_fictitious) values (?, ?, ?, true)',
      [unitId, `${shortName}联系人（虚构）`, mobile],
    );
  }
  await em.execute('reset role');
}
