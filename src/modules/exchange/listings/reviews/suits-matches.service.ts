import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { ListedKind } from '../../../../domain/exchange/listing.ts';
import { globalId } from '../../../../domain/ids.ts';

interface Times {
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

const NEW = 'tstzrange($2::timestamptz, $3::timestamptz)';
const of = (alias: string): string => `tstzrange(${alias}.starts_at, ${alias}.ends_at)`;

/** Matches that are answered or wait for an answer, what is carried out already excepted. */
const LIVE = `m.state in ('PROPOSED', 'ACCEPTED_BY_ONE', 'AGREED')
  and not exists (select from exchange.agreement g where g.match_id = m.id and g.state = 'COMPLETED')`;

/** A slot lies within the time of its offer, and shares some with the need; so does the offer with the need. */
const MISFITS: Readonly<Record<ListedKind, string>> = {
  need: `
select m.id from exchange.match m left join exchange.offer o on o.id = m.offer_id left join exchange.slot s on s.id = m.slot_id
where m.need_id = $1::uuid and ${LIVE} and not (coalesce(${NEW} && ${of('o')}, true) and coalesce(${NEW} && ${of('s')}, true)) limit 1`,
  offer: `
select m.id from exchange.match m join exchange.need n on n.id = m.need_id left join exchange.slot s on s.id = m.slot_id
where m.offer_id = $1::uuid and ${LIVE} and not (${NEW} && ${of('n')} and coalesce(${of('s')} <@ ${NEW}, true)) limit 1`,
};

/** Throws `INVALID_INPUT` at the period where a match would be left without a time of its own. */
export async function mustSuitMatches(act: Act, kind: ListedKind, id: string, times: Times): Promise<void> {
  const values = [id, times.startsAt?.toISOString() ?? null, times.endsAt?.toISOString() ?? null];
  const [misfit] = await act.run<{ id: string }>(MISFITS[kind], values);
  if (misfit === undefined) return;
  const match = globalId('match', misfit.id);
  throw RefusalError.invalid(
    ['input', 'period'],
    `撮合 ${match} 的时间不在新的时段内；请保留该时段，或先结束该撮合。`,
    `The match ${match} would be outside the new period: keep its time, or have the match ended first.`,
  );
}
