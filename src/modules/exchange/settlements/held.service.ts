/** Who settles an agreement, held as they are while a sheet of it is drawn up: before what they have promised is locked. */
import type { Act } from '../../../data/act.ts';
import { unitMachine } from '../../../domain/directory/unit.ts';
import { RefusalError } from '../../../domain/errors.ts';

const LASTING = `
select u.id from directory.unit u where u.id = any($1::uuid[]) and u.dissolved_at is null order by u.id for key share`;

/** Throws `WRONG_STATE` where one of them is dissolved: a sheet would wait for it for good. */
export async function holdParties(act: Act, unitIds: readonly string[]): Promise<void> {
  const lasting = new Set((await act.run<{ id: string }>(LASTING, [unitIds])).map(({ id }) => id));
  const dissolved = unitIds.find((id) => !lasting.has(id));
  if (dissolved === undefined) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'unit', id: dissolved, state: 'DISSOLVED', act: 'settleWith' },
    is: unitMachine.words.DISSOLVED.is,
    wayOut: {
      zh: '该单位不再确认任何结算单；已确认的结算单不受影响。',
      en: 'It confirms no sheet any more; those that were confirmed stay as they are.',
    },
  });
}
