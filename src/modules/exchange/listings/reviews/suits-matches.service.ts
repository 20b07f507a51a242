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
const suits = (alias: string, how: '&&' | '<@'): string => `(${alias}.id is null or ${of(alias)} ${how} ${NEW})`;

/**
 * A slot, and the time that was agreed on, lie within the time of the offer and share some with the need; so does the offer
 * with the need. What says no time suits any.
 */
const MISFITS: Readonly<Record<ListedKind, string>> = {
  need: `
select m.id from exchange.match m left join exchange.offer o on o.id = m.offer_id left join exchange.slot s on s.id = m.slot_id
where m.id = any($1::uuid[]) and not (${suits('o', '&&')} and ${suits('s', '&&')} and ${suits('m', '&&')}) order by m.id limit 1`,
  offer: `
select m.id from exchange.match m left join exchange.need n on n.id = m.need_id left join exchange.slot s on s.id = m.slot_id
where m.id = any($1::uuid[]) and not (${suits('n', '&&')} and ${suits('s', '<@')} and (m.starts_at is null or ${suits('m', '<@')}))
order by m.id limit 1`,
};

/** Throws `INVALID_INPUT` at the period where one of the matches would be left without a time of its own. */
export async function mustSuitMatches(
  act: Act,
  kind: ListedKind,
  matches: readonly { readonly id: string }[],
  times: Times,
): Promise<void> {
  const ids = matches.map(({ id }) => id);
  const values = [ids, times.startsAt?.toISOString() ?? null, times.endsAt?.toISOString() ?? null];
  const [misfit] = await act.run<{ id: string }>(MISFITS[kind], values);
  if (misfit === undefined) return;
  const match = globalId('match', misfit.id);
  throw RefusalError.invalid(
    ['input', 'period'],
    `撮合 ${match} 的时间不在新的时段内；请保留该时段，或先结束该撮合。`,
    `The match ${match} would be outside the new period: keep its time, or have the match ended first.`,
  );
}
