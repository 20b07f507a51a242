import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { isTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { fitting, isForKind, schemeOfClass } from '../../../../domain/directory/classification.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { IdKind } from '../../../../domain/kinds.ts';
import { endedAt, validFrom } from '../../../../domain/validity.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { Term } from '../../land/terms/term.entity.ts';
import { mustLast } from '../life/stage.service.ts';
import { Unit } from '../unit/unit.entity.ts';
import { ClassificationScheme, UnitClassification } from './classification.entity.ts';

interface Classify {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly classCode: string;
  readonly since?: Date | null;
  readonly reason: string;
}
interface End {
  readonly idempotencyKey: string;
  readonly classificationId: string;
  readonly expectedVersion: number;
  readonly reason: string;
}

const OVERLAPPING = `
select id, term_code as code, upper_inf(valid) as "isOpen", lower(valid) <= $4::timestamptz as "isBefore"
from directory.unit_classification
where unit_id = $1::uuid and scheme = $2 and (term_code = $3 or cardinality = 'ONE') and valid && tstzrange($4::timestamptz, null)
order by id`;
const overlapping = z.object({ id: z.string(), code: z.string(), isOpen: z.boolean(), isBefore: z.boolean() });

export class ClassificationService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit is of that class from now on, or since an instant before; of a scheme of one class, what it was ends there. */
  classify(viewer: Viewer, input: Classify): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'classifyUnit', input }, async (act) => {
      const { scheme, term } = await classOf(act, input.classCode);
      // Two who class one unit wait for each other here.
      const unit = await act.lock(Unit, 'unit', parseId('unit', input.unitId));
      await mayClassify(act, scheme, unit.id, { kind: 'unit', id: unit.id });
      mustBeForAll('reason', input.reason);
      await mustLast(act, unit.id, 'classify');
      mustBeForKind(scheme, unit);
      const since = mustBePast(act, input.since ?? null);
      for (const id of await toEnd(act, unit.id, term, since)) {
        const before = await act.lock(UnitClassification, 'classification', id);
        act.em.assign(before, { valid: endedAt(before.valid, since), endReason: input.reason });
        await remember(act, 'classification:ended', before);
      }
      const classification = act.em.create(UnitClassification, {
        id: act.newId('classification'),
        ...{ unitId: unit.id, scheme: scheme.code, cardinality: scheme.cardinality, termCode: term.code },
        ...{ valid: validFrom(since), reason: input.reason, classifiedByUnit: act.unit },
        version: 1,
      });
      return remember(act, 'classification:made', classification);
    });
  }

  /** It is of that class no more from this instant on; that it was stays on record. */
  end(viewer: Viewer, input: End): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'endClassification', input }, async (act) => {
      const row = await act.lock(
        UnitClassification,
        'classification',
        parseId('classification', input.classificationId),
      );
      const scheme = await act.em.findOneOrFail(ClassificationScheme, { code: row.scheme });
      await mayClassify(act, scheme, row.unitId, { kind: 'classification', id: row.id });
      mustBeForAll('reason', input.reason);
      if (row.endReason != null) {
        throw RefusalError.of('ALREADY_DONE', { kind: 'classification', id: row.id, is: ended });
      }
      act.expectVersion('classification', row, input.expectedVersion);
      act.em.assign(row, { valid: endedAt(row.valid, act.now), endReason: input.reason });
      return remember(act, 'classification:ended', row);
    });
  }
}

const ended = { zh: '已结束', en: 'has ended' };

async function classOf(act: Act, code: string): Promise<{ scheme: ClassificationScheme; term: Term }> {
  const scheme = await act.em.findOne(ClassificationScheme, { code: schemeOfClass(code) });
  if (scheme !== null && (await isTermInUse(act, 'UNIT_CLASS', code))) {
    return { scheme, term: await act.em.findOneOrFail(Term, { code }) };
  }
  throw RefusalError.invalid(
    ['input', 'classCode'],
    `没有“${code}”这一可用的单位分类；请从 classificationSchemes 的 terms 中选择。`,
    `There is no class of units "${code}" in use: choose one of the terms of classificationSchemes.`,
  );
}

/** As the scheme says: the unit's own administrators, or who coordinates an alliance of the unit and acts for another one. */
async function mayClassify(
  act: Act,
  { assignedBy }: ClassificationScheme,
  ownerUnitId: string,
  { kind, id }: { readonly kind: IdKind; readonly id: string },
): Promise<void> {
  if (assignedBy === 'UNIT') {
    act.assertCan('classification:own', { ownerUnitId }, kind, { id });
    return;
  }
  const allianceId = await act.alliance();
  const isMember = await act.holdMembership(ownerUnitId, allianceId);
  act.assertCan('classification:judge', { ownerUnitId, allianceId, isMember }, kind, { id });
}

function mustBeForKind({ labelZh, labelEn, unitKinds }: ClassificationScheme, { kind }: Unit): void {
  if (isForKind(unitKinds, kind)) return;
  throw RefusalError.invalid(
    ['input', 'classCode'],
    `“${labelZh}”只用于以下类型的单位：${unitKinds.join('、')}；该单位为 ${kind}。请核对分类，或先更正单位类型（reclassifyUnit）。`,
    `"${labelEn}" is for units of these kinds: ${unitKinds.join(', ')}; this one is ${kind}. Choose another class, or put the kind of the unit right first (reclassifyUnit).`,
  );
}

function mustBePast({ now }: Act, since: Date | null): Date {
  if (since === null || since <= now) return since ?? now;
  throw RefusalError.invalid(['input', 'since'], 'input.since 不能晚于现在。', 'input.since is not later than now.');
}

/** Ids of what ends where the new class begins. */
async function toEnd(act: Act, unitId: string, term: Term, since: Date): Promise<readonly string[]> {
  const rows = await act.run(OVERLAPPING, [unitId, schemeOfClass(term.code), term.code, since.toISOString()]);
  const fits = fitting(term.code, z.array(overlapping).parse(rows));
  switch (fits.kind) {
    case 'FREE':
      return fits.toEnd;
    case 'SAME':
      throw RefusalError.of('ALREADY_DONE', {
        ...{ kind: 'classification', id: fits.id },
        what: { zh: `该单位已归入“${term.labelZh}”。`, en: `The unit is of the class "${term.labelEn}" already.` },
      });
    case 'IN_THE_WAY':
      throw RefusalError.invalid(
        ['input', 'since'],
        `该单位在 input.since 之后另有分类（${fits.code}）；请改用更晚的起始时间。`,
        `After input.since the unit was of another class (${fits.code}): name a later instant.`,
      );
  }
}

async function remember(act: Act, action: string, row: UnitClassification): Promise<{ classification: string }> {
  await act.em.flush();
  const body = { class: row.termCode };
  act.record(action, 'classification', row, { unitIds: [row.unitId, act.unit], body });
  return { classification: row.id };
}
