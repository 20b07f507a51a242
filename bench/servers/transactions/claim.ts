/** Claiming a need: both memberships held, what was not answered in time given back, the need locked and enough of it left. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from './transaction.ts';

const SEE = `
select n.owner_unit_id as owner, n.kind, n.visibility = 'PUBLIC' or n.visibility = 'ALLIANCE' and $2::uuid = any (n.shown_to) as shown,
  rights.hold_membership($3::uuid, $2::uuid, $4::timestamptz) and rights.hold_membership(n.owner_unit_id, $2::uuid, $4::timestamptz) as held
from exchange.need n where n.id = $1::uuid`;

const EXPIRE = 'select exchange.expire_matches($1::timestamptz, 100, $2::uuid, null)';

const LOCK = `
select n.quantity_unit as measure, n.max_per_unit as most, n.state = 'PUBLISHED'
    and (n.ends_at is null or n.ends_at > $2::timestamptz) and (n.closes_at is null or n.closes_at > $2::timestamptz) as open,
  n.quantity - n.covered >= $3::numeric as fits
from exchange.need n where n.id = $1::uuid for update`;

const HELD = `
select coalesce(sum(exchange.held_quantity(m.state, m.quantity)), 0) + $3::numeric <= $4::numeric as fits
from exchange.match m where m.need_id = $1::uuid and m.supplier_unit_id = $2::uuid`;

const INSERT = `
insert into exchange.match (id, alliance_id, need_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin, quantity,
  quantity_unit, state, supplier_accepted_at, created_at)
values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $4::uuid, 'CLAIM', $6::numeric, $7, 'ACCEPTED_BY_ONE', $8::timestamptz,
  $8::timestamptz)`;

interface Seen {
  readonly owner: string;
  readonly kind: string;
  readonly shown: boolean;
  readonly held: boolean;
}

interface Locked {
  readonly measure: string;
  readonly most: string | null;
  readonly open: boolean;
  readonly fits: boolean;
}

export const claim: Transaction = {
  mutation: 'claimNeed',
  work: async ({ unit, alliance, now, run }, { need, amount }) => {
    const [seen] = await run<Seen>('see', SEE, [need, alliance, unit, now]);
    if (seen?.kind !== 'NEED' || !seen.shown || !seen.held || seen.owner === unit) throw new Error('refused');
    await run('expire', EXPIRE, [now, need]);
    const [locked] = await run<Locked>('lock', LOCK, [need, now, amount]);
    if (locked?.open !== true || !locked.fits) throw new Error('refused');
    if (locked.most !== null) {
      const [held] = await run<{ fits: boolean }>('held', HELD, [need, unit, amount, locked.most]);
      if (held?.fits !== true) throw new Error('refused');
    }
    const id = randomUUID();
    await run('insert', INSERT, [id, alliance, need, unit, seen.owner, amount, locked.measure, now]);
    const [units, body] = [[unit, seen.owner], { state: 'ACCEPTED_BY_ONE' }];
    return { action: 'need:claimed', kind: 'match', id, units, body };
  },
  read: `
select json_build_object('data', json_build_object('claimNeed', json_build_object('match', json_build_object(
  'id', 'match_' || replace(m.id::text, '-', ''), 'state', m.state,
  'quantity', json_build_object('value', trim_scale(m.quantity)::text, 'unit', m.quantity_unit), 'createdAt', m.created_at))))::text as answer
from exchange.match m where m.id = $1::uuid`,
};
