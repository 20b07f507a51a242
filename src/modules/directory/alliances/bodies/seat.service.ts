import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { bodyMachine, isSeatOver } from '../../../../domain/directory/body.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { coordinated } from '../alliance/alliance.service.ts';
import { GoverningBody, Seat } from './body.entity.ts';
import { end, remember } from './seats.service.ts';

interface Appoint {
  readonly idempotencyKey: string;
  readonly bodyId: string;
  readonly unitId: string;
  readonly title: string;
  readonly postTitle: string;
  readonly since: string;
  readonly until?: string | null;
}
interface EndSeat {
  readonly idempotencyKey: string;
  readonly seatId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

export class SeatService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Gives a member in force a seat, for a term that may have begun before it was written down here. */
  appoint(viewer: Viewer, input: Appoint): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'appointToBody', input }, async (act) => {
      const bodyId = parseId('body', input.bodyId);
      const unitId = parseId('unit', input.unitId);
      const { allianceId } = await act.get(GoverningBody, 'body', bodyId);
      act.assertCan('alliance:edit', { allianceId }, 'body', { id: bodyId });
      const isMember = await act.holdMembership(unitId, allianceId);
      // Two who appoint wait for each other here.
      await coordinated(act, allianceId, null);
      mustBe(bodyMachine, await act.lock(GoverningBody, 'body', bodyId), 'join', 'STANDING');
      if (!isMember) throw RefusalError.of('NOT_A_MEMBER', { unitId, allianceId, isOwn: unitId === act.unit });
      const { since, until = null } = input;
      if (until !== null && until <= since) {
        throw RefusalError.invalid(
          ['input', 'until'],
          'input.until 须晚于 input.since（任期不含该日）。',
          'input.until must be later than input.since: the term ends before that day.',
        );
      }
      const row = { bodyId, unitId, title: input.title.trim(), postTitle: input.postTitle.trim(), since, until };
      await mustBeFree(act, row);
      const seat = act.em.create(Seat, { id: act.newId('seat'), ...row, createdAt: act.now, version: 1 });
      return remember(act, 'seat:given', seat, allianceId);
    });
  }

  /** Before its term is over. */
  end(viewer: Viewer, input: EndSeat): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endSeat', input }, async (act) => {
      const seat = await act.lock(Seat, 'seat', parseId('seat', input.seatId));
      const { allianceId } = await act.get(GoverningBody, 'body', seat.bodyId);
      act.assertCan('alliance:edit', { allianceId }, 'seat', seat);
      mustBeForAll('reason', input.reason);
      if (isSeatOver(seat, dayInChina(act.now))) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'seat', id: seat.id, is: OVER });
      }
      act.expectVersion('seat', seat, input.expectedVersion);
      end(act, seat, input.reason);
      return remember(act, 'seat:ended', seat, allianceId);
    });
  }
}

const OVER = { zh: '已结束', en: 'is over' };

const IN_THE_WAY = `
select id from directory.seat
where body_id = $1::uuid and unit_id = $2::uuid and title = $3 and post_title = $4
  and daterange(since, until) && daterange($5::date, $6::date) limit 1`;

async function mustBeFree(
  act: Act,
  { bodyId, unitId, title, postTitle, since, until }: Omit<Appoint, 'idempotencyKey'>,
): Promise<void> {
  const values = [bodyId, unitId, title, postTitle, since, until];
  const [same] = await act.run<{ id: string }>(IN_THE_WAY, values);
  if (same === undefined) return;
  throw RefusalError.of('ALREADY_DONE', {
    ...{ kind: 'seat', id: same.id },
    what: {
      zh: '该单位已以同一职务持有该席位，任期重叠；请先结束原席位（endSeat）或改用其他任期。',
      en: 'The unit holds this very seat by this office in that time already: end that one first (endSeat), or name another term.',
    },
  });
}
