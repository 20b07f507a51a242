import { createHash } from 'node:crypto';
import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { minuteInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { drawn } from '../../../../domain/exchange/draw.ts';
import { enrolmentMachine, respondBy } from '../../../../domain/exchange/enrolment.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Enrolment, EnrolmentDraw } from './enrolment.entity.ts';
import { told } from './enrolment.service.ts';

interface Draw {
  readonly idempotencyKey: string;
  readonly enrolmentId: string;
  readonly expectedVersion: number;
  readonly publicValue: string;
}

/**
 * The first places to the first turns of those who want one still, at once: nobody waits before somebody who is offered one.
 * Who withdrew since applications closed has a turn and no place.
 */
const PLACE = `
with d as (
  select a.id, n.turn, a.state = 'APPLIED' as is_wanted, count(*) filter (where a.state = 'APPLIED') over (order by n.turn) as place
  from unnest($2::text[]) with ordinality n(number, turn) join exchange.enrolment_application a on a.enrolment_id = $1::uuid and a.number = n.number
)
update exchange.enrolment_application a set turn = d.turn, version = a.version + 1,
  state = case when not d.is_wanted then a.state when d.place <= $3 then 'OFFERED' else 'WAITING' end,
  offered_at = case when d.is_wanted and d.place <= $3 then $4::timestamptz end,
  respond_by = case when d.is_wanted and d.place <= $3 then $5::timestamptz end
from d where a.id = d.id`;

/** Who had applied when applications closed. */
const ON_LIST = `
select a.number from exchange.enrolment_application a
where a.enrolment_id = $1::uuid and exchange.is_on_list(a.state, a.settled_at, $2::timestamptz)`;

export class DrawService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Of who draws at once one does. The secret is told from now on, with all it takes to do it again. */
  draw(viewer: Viewer, input: Draw): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'drawEnrolment', input }, async (act) => {
      const seen = await act.get(Enrolment, 'enrolment', parseId('enrolment', input.enrolmentId));
      act.assertCan('enrolment:draw', seen, 'enrolment', seen);
      const enrolment = await act.lock(Enrolment, 'enrolment', seen.id);
      mustBeDrawn(act, enrolment);
      const state = advance(enrolmentMachine, enrolment, 'DRAWN', 'draw');
      act.expectVersion('enrolment', enrolment, input.expectedVersion);
      const publicValue = input.publicValue.trim();
      const list = await act.run<{ number: string }>(ON_LIST, [enrolment.id, enrolment.untilAt.toISOString()]);
      const numbers = list.map(({ number }) => number);
      const secret = await secretOf(act, enrolment.id);
      const { listDigest, seed, order } = drawn(secret, publicValue, numbers, (text) =>
        createHash('sha256').update(text).digest('hex'),
      );
      const about = { enrolmentId: enrolment.id, secret, publicValue, listDigest, seed };
      act.em.create(EnrolmentDraw, { ...about, applicants: numbers.length, drawnAt: act.now });
      await act.em.flush();
      const until = respondBy(act.now, enrolment.hoursToConfirm).toISOString();
      await act.run(PLACE, [enrolment.id, order, enrolment.places, act.now.toISOString(), until]);
      act.em.assign(enrolment, { state });
      await act.em.flush();
      return told(act, 'enrolment:drawn', enrolment);
    });
  }
}

/** Throws where places are not drawn, or applications have not closed. */
function mustBeDrawn(act: Act, { id, state, method, untilAt }: Enrolment): void {
  if (method !== 'DRAWN') {
    throw RefusalError.invalid(
      ['input', 'enrolmentId'],
      '该招生为先到先得，不摇号；候补名额依次递补。',
      'The enrolment is first come, first served: places go to who waits in turn, and are not drawn.',
    );
  }
  if (state !== 'OPEN' || act.now >= untilAt) return;
  const at = minuteInChina(untilAt);
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'enrolment', id, state, act: 'draw', is: { zh: '尚在报名', en: 'takes applications still' } },
    wayOut: { zh: `${at} 报名截止，请在其后摇号。`, en: `Applications close at ${at} (Beijing): draw after that.` },
  });
}

async function secretOf(act: Act, id: string): Promise<string> {
  const [row] = await act.run<{ secret: string | null }>(
    'select draw_secret as secret from exchange.enrolment_secret where enrolment_id = $1::uuid',
    [id],
  );
  if (row?.secret == null) throw new Error('an enrolment that is drawn has a secret');
  return row.secret;
}
