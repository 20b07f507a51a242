/** A wish on its way to be claimed: seen in an alliance, locked, and open. */
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { asOf, needMachine } from '../../../../domain/exchange/listing.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { mustStandIn } from '../../listings/listing/standing.service.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { mustBeTold } from '../../listings/reviews/judge.service.ts';

/** The wish as it is seen in the alliance. Its unit is a member, and stays one until the act is done; it is not locked yet. */
export async function wishIn(act: Act, allianceId: string, id: string): Promise<Need> {
  const need = await act.get(Need, 'need', id);
  await mustBeTold(act, 'need', need, allianceId);
  await mustStandIn(act, allianceId, { kind: 'need', id }, need);
  if (need.kind === 'MICRO_WISH') return need;
  throw RefusalError.invalid(
    ['input', 'needId'],
    '该需求不是微心愿；请以单位名义认领（claimNeed）。',
    'This need is no micro-wish: claim it for your unit (claimNeed).',
  );
}

/** Locks the wish: it is published, and not over. */
export async function lockWish(act: Act, { id }: Need): Promise<Need> {
  const wish = await act.lock(Need, 'need', id);
  mustBe(needMachine, asOf(wish, act.now), 'claim', 'PUBLISHED');
  return wish;
}

/** Throws `NOT_ENOUGH_LEFT` where as many persons have claimed it as may. */
export function mustHavePlace({ id, claims, maxClaims }: Need): void {
  const most = maxClaims ?? 0;
  if (claims < most) return;
  const what = {
    zh: `该心愿至多 ${most} 人认领，现已满额；请认领其他心愿。`,
    en: `This wish is claimed by at most ${most} persons, and is: claim another.`,
  };
  throw RefusalError.of('NOT_ENOUGH_LEFT', { kind: 'need', id, requested: '1', remaining: '0', unit: '人', what });
}
