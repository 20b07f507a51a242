import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import {
  identifierMachine,
  identifierOf,
  overriddenUscc,
  type Identifier,
  type IdentifierScheme,
} from '../../../../domain/directory/identifier.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { mustTellNothing } from '../../../../domain/privacy/reason.ts';
import { Unit } from '../unit/unit.entity.ts';
import { UnitIdentifier } from './identifier.entity.ts';

interface Keyed {
  readonly idempotencyKey: string;
}
interface Add extends Keyed {
  readonly unitId: string;
  readonly scheme: IdentifierScheme;
  readonly value: string;
}
interface Override extends Keyed {
  readonly unitId: string;
  readonly value: string;
  readonly reason: string;
}
interface Verify extends Keyed {
  readonly identifierId: string;
  readonly expectedVersion: number;
}
interface Remove extends Verify {
  readonly reason: string;
}

export class IdentifierService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** The unit says which number is its own; nobody has compared it with anything yet. */
  add(viewer: Viewer, input: Add): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'addUnitIdentifier', input }, async (act) => {
      const unitId = parseId('unit', input.unitId);
      act.assertCan('identifier:edit', { ownerUnitId: unitId }, 'unit', { id: unitId });
      const identifier = identifierOf(input.scheme, input.value);
      await mustBeFree(act, unitId, identifier);
      return remember(act, 'identifier:added', created(act, { unitId, ...identifier, entered: input.value }));
    });
  }

  /** A coordinator of another unit has seen a code on a certificate whose check character is wrong. */
  override(viewer: Viewer, input: Override): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'overrideUnitIdentifier', input }, async (act) => {
      const { id: unitId } = await act.get(Unit, 'unit', parseId('unit', input.unitId));
      await mayJudge(act, unitId, { kind: 'unit', id: unitId });
      const identifier = overriddenUscc(input.value);
      await mustBeFree(act, unitId, identifier);
      const row = created(act, { unitId, ...identifier, entered: input.value });
      act.em.assign(row, { state: 'OVERRIDDEN', reason: input.reason, judgedByUnit: act.unit, judgedAt: act.now });
      return remember(act, 'identifier:overridden', row);
    });
  }

  verify(viewer: Viewer, input: Verify): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'verifyUnitIdentifier', input }, async (act) => {
      const row = await act.lock(UnitIdentifier, 'identifier', parseId('identifier', input.identifierId));
      await mayJudgeSeen(act, row);
      row.state = advance(identifierMachine, row, 'VERIFIED', 'verify');
      act.expectVersion('identifier', row, input.expectedVersion);
      act.em.assign(row, { judgedByUnit: act.unit, judgedAt: act.now });
      return remember(act, 'identifier:verified', row);
    });
  }

  /**
   * By its unit, or while nobody acts for that by the one that registered it. What points to one person is erased; the rest is kept
   * as removed, so that nobody wonders what was verified.
   */
  remove(viewer: Viewer, input: Remove): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'removeUnitIdentifier', input }, async (act) => {
      const row = await removable(act, parseId('identifier', input.identifierId));
      const { id, unitId, scheme } = row;
      mustTellNothing(input.reason);
      const state = advance(identifierMachine, row, 'REMOVED', 'remove');
      act.expectVersion('identifier', row, input.expectedVersion);
      if (row.isPersonal) {
        const [erased] = await act.run<{ erased: boolean }>('select directory.erase_identifier($1::uuid) as erased', [
          id,
        ]);
        if (erased?.erased !== true) throw new Error('the identifier that is locked is not there');
      } else {
        act.em.assign(row, { state, reason: input.reason, removedAt: act.now });
        await act.em.flush();
      }
      act.record('identifier:removed', 'identifier', row, { unitIds: [unitId], body: { state, scheme } });
      return { unit: unitId };
    });
  }
}

/** The number, locked, for who may remove it. */
async function removable(act: Act, id: string): Promise<UnitIdentifier> {
  const { unitId } = await act.get(UnitIdentifier, 'identifier', id);
  const { registeredByUnit: registeredByUnitId = null } = await act.get(Unit, 'unit', unitId);
  if (act.actor.unit === unitId || registeredByUnitId === null || registeredByUnitId !== act.actor.unit) {
    act.assertCan('identifier:edit', { ownerUnitId: unitId }, 'identifier', { id });
  } else {
    const allianceId = await act.alliance();
    // Nobody comes to act for it meanwhile.
    await act.lock(Unit, 'unit', unitId);
    const posts = await act.run('select from directory.post where unit_id = $1 limit 1', [unitId]);
    const of = { allianceId, registeredByUnitId, isNobodys: posts.length === 0 };
    act.assertCan('identifier:take-back', of, 'identifier', { id });
  }
  return act.lock(UnitIdentifier, 'identifier', id);
}

/** For who coordinates an alliance of the unit and acts for another one. */
async function mayJudge(
  act: Act,
  ownerUnitId: string,
  { kind, id }: { readonly kind: 'unit' | 'identifier'; readonly id: string },
): Promise<void> {
  const allianceId = await act.alliance();
  const isMember = await act.holdMembership(ownerUnitId, allianceId);
  act.assertCan('identifier:judge', { ownerUnitId, allianceId, isMember }, kind, { id });
}

/**
 * The same of one that is there. What was removed is for its unit alone, and what points to one person for who may judge it:
 * others are told as of what there is not, whatever else would be in the way.
 */
async function mayJudgeSeen(act: Act, row: UnitIdentifier): Promise<void> {
  const isOwn = row.unitId === act.unit;
  if (row.state === 'REMOVED' && !isOwn) throw RefusalError.notFound('identifier', row.id);
  try {
    await mayJudge(act, row.unitId, { kind: 'identifier', id: row.id });
  } catch (error) {
    if (!(error instanceof RefusalError) || isOwn || !row.isPersonal) throw error;
    throw RefusalError.notFound('identifier', row.id);
  }
}

/** One unit for a number. Two who add it at once meet in the index, and the second is told here when it tries again. */
async function mustBeFree(act: Act, unitId: string, { scheme, value }: Identifier): Promise<void> {
  const held = await act.em.findOne(UnitIdentifier, { scheme, value, state: { $ne: 'REMOVED' } });
  if (held === null) return;
  if (held.unitId === unitId) throw RefusalError.of('ALREADY_DONE', { kind: 'identifier', id: held.id, what: already });
  throw RefusalError.invalid(
    ['input', 'value'],
    '该号码已登记在另一单位名下，一个号码只属于一个单位；请核对，或请联盟协调员协助查明。',
    'This number stands under another unit, and belongs to one alone: compare it, or ask a coordinator of the alliance to find out.',
  );
}

const already = { zh: '该号码已登记在本单位名下。', en: 'The unit has this number already.' };

type New = Identifier & { readonly unitId: string; readonly entered: string };

function created(act: Act, { unitId, scheme, value, isPersonal, entered }: New): UnitIdentifier {
  return act.em.create(UnitIdentifier, {
    id: act.newId('identifier'),
    ...{ unitId, scheme, value, isPersonal, entered },
    state: 'UNVERIFIED',
    addedAt: act.now,
    version: 1,
  });
}

/** The number itself is in no record: that of a sole trader is erased with its row. */
async function remember(act: Act, action: string, row: UnitIdentifier): Promise<{ identifier: string }> {
  await act.em.flush();
  const { unitId, state, scheme } = row;
  act.record(action, 'identifier', row, { unitIds: [unitId, act.unit], body: { state, scheme } });
  return { identifier: row.id };
}
