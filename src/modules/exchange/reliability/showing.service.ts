import { LockMode } from '@mikro-orm/core';
import type { Done, UnitOfWork } from '../../../data/unit-of-work.ts';
import type { Viewer } from '../../../domain/access/viewer.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { UNSAID, type ReliabilityAudience } from '../../../domain/exchange/reliability.ts';
import { ReliabilityShowing } from './showing.entity.ts';

interface ShowReliability {
  readonly idempotencyKey: string;
  readonly to: ReliabilityAudience;
  readonly expectedVersion?: number | null;
}

/** The version of what the unit has said nothing about yet. */
const NONE = 0;

const SAME = {
  zh: '履约信誉的公开范围已是如此，无需更改。',
  en: 'How reliable the unit is, is shown to these already: there is nothing to change.',
};

export class ShowingService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Says to whom it is shown how reliable the unit acted for is. What is shown no more is read no more from now on. */
  show(viewer: Viewer, input: ShowReliability): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'showReliability', input }, async (act) => {
      const unitId = act.unit;
      act.assertCan('reliability:show', { ownerUnitId: unitId });
      // There may be no row to be locked yet.
      await act.takeTurn(`reliability_showing ${unitId}`);
      const before = await act.em.findOne(ReliabilityShowing, { unitId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      act.expectVersion('unit', { id: unitId, version: before?.version ?? NONE }, input.expectedVersion ?? NONE);
      if ((before?.shownTo ?? UNSAID) === input.to) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'unit', id: unitId, what: SAME });
      }
      const changed = { shownTo: input.to, changedAt: act.now };
      const showing = before ?? act.em.create(ReliabilityShowing, { unitId, version: 1, ...changed });
      act.em.assign(showing, changed);
      await act.em.flush();
      const { version } = showing;
      act.record('reliability:shown', 'unit', { id: unitId, version }, { body: { to: input.to } });
      return { unit: unitId };
    });
  }
}
