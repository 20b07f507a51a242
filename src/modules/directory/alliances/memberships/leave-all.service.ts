import type { Act } from '../../../../data/act.ts';
import { membershipMachine } from '../../../../domain/directory/membership.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Membership } from './membership.entity.ts';
import { end, remember } from './moves.service.ts';
import { standDown } from './stand-down.service.ts';

/** Ends every membership of a unit that is dissolved, and takes back what is not decided. The unit is locked. */
export async function leaveAlliances(act: Act, unitId: string, reason: string): Promise<void> {
  const all = await act.run<{ id: string }>('select id from directory.membership where unit_id = $1::uuid', [unitId]);
  for await (const membership of act.lockEach(Membership, 'membership', all)) {
    const [to] = (['LEFT', 'WITHDRAWN'] as const).filter((state) =>
      membershipMachine.transitions[membership.state].includes(state),
    );
    if (to === undefined) continue;
    membership.state = advance(membershipMachine, membership, to, 'leave');
    if (to === 'LEFT') {
      end(act, membership, reason);
      await standDown(act, membership);
    } else {
      membership.reason = reason;
    }
    await remember(act, to === 'LEFT' ? 'membership:left' : 'membership:withdrawn', membership);
  }
}
