/** What one unit may hold of a need or an offer, at most (每单位上限). */
import type { Act } from '../../../../data/act.ts';
import { mustFit, plain } from '../../../../domain/quantity.ts';

interface Capped {
  readonly id: string;
  readonly maxPerUnit?: string | null | undefined;
  readonly quantityUnit: string;
}

const HELD = {
  need: `select coalesce(sum(exchange.held_quantity(m.state, m.quantity)), 0)::text as held from exchange.match m
    where m.need_id = $1::uuid and m.supplier_unit_id = $2::uuid and m.id is distinct from $3::uuid`,
  offer: `select coalesce(sum(exchange.held_quantity(m.state, m.quantity)), 0)::text as held from exchange.match m
    where m.offer_id = $1::uuid and m.demander_unit_id = $2::uuid and m.id is distinct from $3::uuid`,
} as const;

/**
 * Throws `NOT_ENOUGH_LEFT` where the unit would hold more of the need or the offer, which is locked, than one may. What it
 * holds by the match `but` does not count.
 */
export async function mustBeAllowed(
  act: Act,
  kind: 'need' | 'offer',
  row: Capped,
  { unitId, amount, but = null }: { readonly unitId: string; readonly amount: string; readonly but?: string | null },
): Promise<void> {
  const { id, maxPerUnit, quantityUnit: unit } = row;
  if (maxPerUnit == null) return;
  const [{ held } = { held: '0' }] = await act.run<{ held: string }>(HELD[kind], [id, unitId, but]);
  const most = plain(maxPerUnit);
  const what = (left: string) => ({
    zh: `每个单位至多 ${most} ${unit}，该单位还可 ${left} ${unit}；请减少数量或另选。`,
    en: `One unit may hold at most ${most} ${unit} of it, and this one ${left} ${unit} more: ask for less or choose another.`,
  });
  mustFit({ kind, id, quantity: maxPerUnit, taken: held, unit, what }, amount);
}
