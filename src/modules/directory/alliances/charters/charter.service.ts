import { createHash } from 'node:crypto';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { mustHaveCome } from '../../../../domain/directory/must-have-come.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { coordinated } from '../alliance/alliance.service.ts';
import { Charter } from './charter.entity.ts';

interface AdoptCharter {
  readonly idempotencyKey: string;
  readonly allianceId: string;
  readonly text: string;
  readonly adoptedOn: string;
}

export class CharterService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The next version. Versions are adopted one after the other, and may be of one day. */
  adopt(viewer: Viewer, input: AdoptCharter): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'adoptCharter', input }, async (act) => {
      // Two who adopt wait for each other here.
      const { id: allianceId } = await coordinated(act, parseId('alliance', input.allianceId), null);
      const { text, adoptedOn } = input;
      const last = await act.em.findOne(Charter, { allianceId }, { orderBy: { number: 'desc' } });
      mustHaveCome('adoptedOn', adoptedOn, act.now);
      if (last !== null && adoptedOn < last.adoptedOn) {
        throw RefusalError.invalid(
          ['input', 'adoptedOn'],
          `input.adoptedOn 不能早于上一版章程的通过日期 ${last.adoptedOn}。`,
          `input.adoptedOn must not be before the version that it supersedes was adopted: ${last.adoptedOn}.`,
        );
      }
      const hash = createHash('sha256').update(text, 'utf8').digest('hex');
      if (last?.hash === hash) throw RefusalError.of('ALREADY_DONE', { kind: 'charter', id: last.id, what: SAME });
      const number = (last?.number ?? 0) + 1;
      const id = act.newId('charter');
      const charter = act.em.create(Charter, { id, allianceId, number, text, adoptedOn, hash, createdAt: act.now });
      await act.em.flush();
      act.record('charter:adopted', 'charter', charter, { allianceId, body: { number, hash } });
      return { charter: id };
    });
  }
}

const SAME = { zh: '现行章程与此文本相同。', en: 'The charter in force has this very text.' };
