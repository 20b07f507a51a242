/** Statements as a role of the database runs them for somebody, behind the back of every service. */
import { entryOf } from '../../src/data/readers.ts';
import type { Subject } from '../../src/domain/access/viewer.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { World } from './world.ts';

interface Who {
  readonly subject: Subject;
  readonly unit?: Id<'unit'> | null;
}

/** Runs the statements one after the other under the role, and takes them back; the rows of the last. */
export async function asRole(
  world: World,
  role: 'writer' | 'guarded' | 'reader',
  { subject, unit = null }: Who,
  ...statements: readonly (readonly [text: string, values?: readonly unknown[]])[]
): Promise<unknown[]> {
  await world.sql('begin');
  try {
    await world.sql(`set local role qinlin_${role}`);
    await world.sql(
      'select from rights.enter($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz)',
      entryOf({
        ...{ subject, credential: null, actingUnit: unit, actingAlliance: null },
        ...{ now: world.clock.now(), locale: 'en', requestId: 'test' },
      }),
    );
    let rows: unknown[] = [];
    for (const [text, values] of statements) rows = await world.sql(text, values);
    return rows;
  } finally {
    await world.sql('rollback');
  }
}
