import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { clearingMachine, type ClearingState } from '../../../../domain/exchange/clearing.ts';
import { mustBeCountedSo, mustBeExact, type Dimension } from '../../../../domain/exchange/ledger.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Clearing } from './clearing.entity.ts';

interface Propose {
  readonly idempotencyKey: string;
  readonly otherAllianceId: string;
  readonly dimension: Dimension;
  readonly limit: { readonly value: string; readonly unit: string };
  readonly endsAt: Date;
  readonly note: string;
}
interface Answer {
  readonly idempotencyKey: string;
  readonly clearingId: string;
  readonly expectedVersion: number;
}

/** What two alliances agree so that units of one may pay units of the other. */
export class ClearingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  propose(viewer: Viewer, input: Propose): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'proposeClearing', input, inHat: true }, async (act) => {
      const allianceId = await act.alliance();
      act.assertCan('clearing:propose', { allianceId });
      const { dimension, limit, endsAt, note } = input;
      mustBeCountedSo(dimension, limit.unit, ['input', 'limit', 'unit']);
      mustBeExact(dimension, limit.value, ['input', 'limit', 'value']);
      if (endsAt <= act.now) throw past();
      const otherAllianceId = await allianceThatStands(act, parseId('alliance', input.otherAllianceId));
      if (otherAllianceId === allianceId) throw itself();
      const clearing = act.em.create(Clearing, {
        id: act.newId('clearing'),
        ...{ allianceId, otherAllianceId, dimension, basis: limit.unit, creditLimit: limit.value, endsAt, note },
        state: 'PROPOSED',
        proposedByUnitId: act.unit,
        proposedAt: act.now,
        version: 1,
      });
      await act.em.flush();
      return tell(act, 'clearing:proposed', clearing);
    });
  }

  /** A coordinator of the other alliance, who acts for another unit. Both have their account of it from then on. */
  accept(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'acceptClearing', input }, async (act) => {
      const clearing = await this.#answered(act, input, 'ACTIVE');
      await openAccounts(act, clearing);
      return tell(act, 'clearing:accepted', clearing);
    });
  }

  decline(viewer: Viewer, input: Answer): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'declineClearing', input }, async (act) =>
      tell(act, 'clearing:declined', await this.#answered(act, input, 'DECLINED')),
    );
  }

  async #answered(act: Act, input: Answer, to: ClearingState): Promise<Clearing> {
    const seen = await act.see(Clearing, 'clearing', parseId('clearing', input.clearingId));
    mustFitEither(act, 'clearing', seen, seen);
    const { otherAllianceId: allianceId, proposedByUnitId } = seen;
    act.assertCan('clearing:answer', { allianceId, proposedByUnitId }, 'clearing', seen);
    if (to === 'ACTIVE') await mustBothStand(act, 'accept', seen);
    const clearing = await act.lock(Clearing, 'clearing', seen.id);
    clearing.state = advance(clearingMachine, clearing, to, to === 'ACTIVE' ? 'accept' : 'decline');
    act.expectVersion('clearing', clearing, input.expectedVersion);
    clearing.answeredByUnitId = act.unit;
    clearing.answeredAt = act.now;
    await act.em.flush();
    return clearing;
  }
}

interface Sides {
  readonly allianceId: string;
  readonly otherAllianceId: string;
}

/** Under the hat of a third alliance it is not there. */
export function mustFitEither(
  act: Act,
  kind: 'clearing' | 'clearingsettlement' | 'posting',
  subject: { readonly id: string },
  { allianceId, otherAllianceId }: Sides,
): void {
  const { alliance } = act.actor;
  if (alliance !== null && alliance !== allianceId && alliance !== otherAllianceId) {
    throw RefusalError.notFound(kind, subject.id);
  }
}

async function allianceThatStands(act: Act, id: string): Promise<string> {
  const [found] = await act.run<{ id: string }>(
    'select id from directory.alliance where id = $1::uuid and dissolved_at is null for key share',
    [id],
  );
  if (found === undefined) throw RefusalError.notFound('alliance', id);
  return found.id;
}

/** Throws `WRONG_STATE` where one of its two alliances is dissolved; neither is until the act is done. */
export async function mustBothStand(
  act: Act,
  tried: keyof typeof onceDissolved,
  { id, allianceId, otherAllianceId }: Sides & { readonly id: string },
): Promise<void> {
  const standing = await act.run(STANDING, [[allianceId, otherAllianceId]]);
  if (standing.length === 2) return;
  const is = { zh: '有一方联盟已解散', en: 'is with an alliance that is dissolved' };
  const wayOut = onceDissolved[tried];
  throw RefusalError.of('WRONG_STATE', { kind: 'clearing', id, state: 'DISSOLVED', act: tried, is, wayOut });
}

const STANDING = `
select a.id from directory.alliance a where a.id = any($1::uuid[]) and a.dissolved_at is null order by a.id for key share`;

const onceDissolved = {
  accept: {
    zh: '请婉拒该清算（declineClearing）；如仍需要，请与仍在运行的联盟另行提出（proposeClearing）。',
    en: 'Decline it (declineClearing); if it is still wanted, propose one to an alliance that lasts (proposeClearing).',
  },
  payThrough: {
    zh: '解散前已全部结清，此前所付不再更改；如有出入，请两单位另行约定。',
    en: 'What was paid through it was settled before that, and stays: let the two units agree on what is due.',
  },
};

/** In each alliance one that may go as far as was agreed, either way, and one of what was settled. */
async function openAccounts(act: Act, clearing: Clearing): Promise<void> {
  const { id, dimension, basis, creditLimit } = clearing;
  for (const allianceId of [clearing.allianceId, clearing.otherAllianceId]) {
    for (const kind of ['CLEARING', 'SETTLED'] as const) {
      const account = act.newId('account');
      const limits = kind === 'CLEARING' ? [creditLimit, creditLimit] : ['0', null];
      await act.run(
        `insert into exchange.account (id, alliance_id, kind, clearing_id, dimension, basis, credit_limit, ceiling, opened_at, version)
         values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $6, $7::numeric, $8::numeric, $9::timestamptz, 1)`,
        [account, allianceId, kind, id, dimension, basis, ...limits, act.now.toISOString()],
      );
      act.record('account:opened', 'account', { id: account }, { allianceId, unitIds: [] });
    }
  }
}

function tell(act: Act, action: string, clearing: Clearing): { clearing: string } {
  const { id, state } = clearing;
  tellBoth(act, action, 'clearing', clearing, clearing, { state });
  return { clearing: id };
}

/** On the record of both alliances. */
export function tellBoth(
  act: Act,
  action: string,
  kind: 'clearing' | 'clearingsettlement',
  subject: { readonly id: string; readonly version: number; readonly proposedByUnitId: string },
  { allianceId, otherAllianceId }: Sides,
  body: Readonly<Record<string, unknown>>,
): void {
  const unitIds = [subject.proposedByUnitId, act.unit];
  for (const one of [allianceId, otherAllianceId])
    act.record(action, kind, subject, { allianceId: one, unitIds, body });
}

const past = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'endsAt'],
    'input.endsAt 须晚于现在。',
    'input.endsAt has to be to come: name a later instant.',
  );
const itself = (): RefusalError =>
  RefusalError.invalid(
    ['input', 'otherAllianceId'],
    '清算在两个联盟之间进行；请另选一个联盟。同一联盟内请直接转账（transfer）。',
    'A clearing is between two alliances: name another one. Within one alliance units pay each other (transfer).',
  );
