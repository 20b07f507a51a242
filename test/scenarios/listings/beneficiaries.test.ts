/** Whom a need is for: kept apart from it, shown masked, corrected and erased; and what holds when all before it is gone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ConsentByIdDocument,
  EraseBeneficiaryDocument,
  RecordConsentDocument,
  SetBeneficiaryDocument,
} from '../../generated/operations.ts';
import { audit } from '../../support/audit.ts';
import { MASKED, Meals, seenBy, WANG } from '../matching/meals.ts';
import { need, there } from '../story.ts';

let meals: Meals;

beforeAll(async () => {
  meals = await Meals.open();
});

afterAll(() => meals[Symbol.asyncDispose]());

const uuidOf = (id: string): string => there(id.split('_')[1]);

/** Everything of the person's that would tell who it is. Three digits are in many an id; these are not. */
const TELLING = /小明|1381234|345678|19410102|阳光花园3|纸质同意书/;

describe('the beneficiary of a need', () => {
  test('is set and corrected by its unit, which reads back what is masked', async () => {
    const { red } = meals;
    const needId = await need(red.community);
    const { beneficiary } = await red.community.do(SetBeneficiaryDocument, { needId, ...WANG });
    expect(beneficiary).toEqual({ ...MASKED, id: beneficiary?.id, version: 1 });
    const changed = { needId, name: '欧阳建国', mobile: '+85291234567', expectedVersion: 1 };
    const again = await red.community.do(SetBeneficiaryDocument, changed);
    expect(again.beneficiary).toEqual({
      id: beneficiary?.id,
      disclosure: 'MASKED',
      name: '欧阳**',
      mobile: '****',
      identityNumber: null,
      address: null,
      version: 2,
    });
    // The same once more changes nothing, and the number of the house alone leaves nothing to be shown.
    const same = await red.community.do(SetBeneficiaryDocument, { ...changed, expectedVersion: 2 });
    expect(same.beneficiary).toMatchObject({ name: '欧阳**', version: 2 });
    const atHome = await red.community.do(SetBeneficiaryDocument, { ...changed, expectedVersion: 2, address: '3幢' });
    expect(atHome.beneficiary).toMatchObject({ address: null, version: 3 });
    // What is written around the name is no part of it, and an address that tells whose home it is is hidden.
    const fourth = {
      ...changed,
      expectedVersion: 3,
      name: ' 王小明\u3000',
      address: ' 虞波社区王小明家，幸福里Ａ501 ',
    };
    const written = await red.community.do(SetBeneficiaryDocument, fourth);
    expect(written.beneficiary).toMatchObject({ name: '王**', address: null, version: 4 });
    const kept = await meals.world.sql('select name, address from exchange.beneficiary where id = $1', [
      uuidOf(there(beneficiary).id),
    ]);
    expect(kept).toEqual([{ name: '王小明', address: '虞波社区王小明家，幸福里Ａ501' }]);
    expect(await red.community.refused(SetBeneficiaryDocument, changed)).toMatchObject({
      code: 'VERSION_CONFLICT',
      message: `The beneficiary ${there(beneficiary).id} has changed: you saw version 1, it is now 4. Read it again, then retry.`,
    });
  });

  test('is not set by others, of no need, after another, or with a number that is none', async () => {
    const { red, blue } = meals;
    const needId = await need(red.community);
    const input = { needId, name: '王小明' };
    expect(await red.mall.refused(SetBeneficiaryDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await red.street.refused(SetBeneficiaryDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await blue.harbour.refused(SetBeneficiaryDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await meals.app.refused(SetBeneficiaryDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    const refused = (changed: object) => red.community.refused(SetBeneficiaryDocument, { ...input, ...changed });
    expect(await refused({ expectedVersion: 1 })).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await refused({ mobile: '12345' })).toMatchObject({ path: ['input', 'mobile'] });
    expect(await refused({ identityNumber: '33028219410102001' })).toMatchObject({ path: ['input', 'identityNumber'] });
    for (const identityNumber of ['330282194101020011', '33028219411302001X', '99028219410102001X']) {
      const wrong = await refused({ identityNumber });
      expect(wrong).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'identityNumber'] });
      expect(wrong.message).not.toContain(identityNumber);
    }
    const { beneficiary } = await red.community.do(SetBeneficiaryDocument, {
      ...input,
      identityNumber: '33028219410102001x',
    });
    expect(beneficiary).toMatchObject({ identityNumber: '330282********001X' });
  });

  test('is told to no record, outbox or log in clear; to an operator until it is erased', async () => {
    const { red, world, app } = meals;
    const wish = await meals.wish();
    const consent = await meals.consent(wish);
    await red.community.do(SetBeneficiaryDocument, { needId: wish.needId, expectedVersion: 1, name: '李小红' });
    const entries = await world.sql<{ action: string; id: string }>(
      "select action, replace(id::text, '-', '') as id from data.audit where replace(subject_id::text, '-', '') = any($1)",
      [[uuidOf(wish.id), uuidOf(consent.id)]],
    );
    const shown = async (action: string): Promise<string> =>
      (await audit(world, '--entry', `audit_${there(entries.find((entry) => entry.action === action)).id}`)).said;
    const person = { ...WANG, mobile: '+8613812345678' };
    expect(await shown('beneficiary:set')).toContain(
      `beneficiary ${wish.id}: ${JSON.stringify({ from: null, to: person })}`,
    );
    expect(await shown('consent:recorded')).toContain('本人签署纸质同意书');
    const told = async () =>
      JSON.stringify([
        await world.sql('select * from data.audit'),
        await world.sql('select * from data.outbox'),
        await world.sql('select * from data.idempotency'),
        world.log,
      ]);
    expect(await told()).not.toMatch(TELLING);

    const erase = { beneficiaryId: wish.id, reason: '本人要求删除' };
    const named = await red.community.refused(EraseBeneficiaryDocument, { ...erase, reason: '王小明先生要求删除' });
    expect(named).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'reason'] });
    const { need: left } = await red.community.do(EraseBeneficiaryDocument, erase);
    expect(left).toEqual({ id: wish.needId, title: '午餐', beneficiary: null });
    expect(await seenBy(red.community, wish)).toBeNull();
    expect(await seenBy(app, wish)).toBeNull();
    for (const action of ['beneficiary:set', 'consent:recorded']) expect(await shown(action)).not.toMatch(TELLING);
    const facts = await world.sql<{ type: string; body: object }>(
      "select type, body from data.outbox where replace(subject_id::text, '-', '') = $1 order by seq",
      [uuidOf(wish.id)],
    );
    expect(facts).toEqual([
      { type: 'beneficiary:set', body: { need: wish.needId } },
      { type: 'beneficiary:set', body: { need: wish.needId } },
      { type: 'subject:erased', body: { subject: 'beneficiary' } },
      { type: 'beneficiary:erased', body: { need: wish.needId } },
    ]);
    expect(
      await world.sql(
        "select reason from exchange.beneficiary_erasure where replace(beneficiary_id::text, '-', '') = $1",
        [uuidOf(wish.id)],
      ),
    ).toEqual([{ reason: '本人要求删除' }]);
    // The consent is over, and what was written of it gone.
    const { node } = await red.community.ask(ConsentByIdDocument, { id: consent.id });
    expect(node).toMatchObject({ isInForce: false, evidence: null, reason: null, beneficiary: null, version: 2 });
    const given = { beneficiaryId: wish.id, purpose: 'care.meals', evidence: '当面同意' };
    expect(await red.community.refused(RecordConsentDocument, given)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await red.community.refused(EraseBeneficiaryDocument, erase)).toMatchObject({ code: 'NOT_FOUND' });
    // Whoever it is for next is somebody else to the record, though it were the same.
    const next = await red.community.do(SetBeneficiaryDocument, { needId: wish.needId, ...WANG });
    expect(next.beneficiary).toMatchObject({ ...MASKED, version: 1 });
    expect(next.beneficiary?.id).not.toBe(wish.id);
  });

  test('is erased by its unit alone, and what it consented to before stays ended when it was', async () => {
    const { red, world } = meals;
    const wish = await meals.wish();
    await meals.agree(wish, red.mall);
    using clock = world.clock.held();
    const until = new Date(world.clock.now().getTime() + 60_000).toISOString();
    const [short, long] = [await meals.consent(wish, 'care.meals', until), await meals.consent(wish, 'care.visit')];
    const erase = { beneficiaryId: wish.id, reason: '本人要求删除' };
    expect(await red.mall.refused(EraseBeneficiaryDocument, erase)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await red.street.refused(EraseBeneficiaryDocument, erase)).toMatchObject({ code: 'NOT_FOUND' });
    clock.pass({ minutes: 5 });
    await red.community.do(EraseBeneficiaryDocument, erase);
    expect(await seenBy(red.mall, wish)).toBeNull();
    const now = async (id: string) => (await red.community.ask(ConsentByIdDocument, { id })).node;
    expect(await now(short.id)).toMatchObject({ until: '2026-11-21T09:01:00+08:00', withdrawnAt: null });
    const ended = '2026-11-21T09:05:00+08:00';
    expect(await now(long.id)).toMatchObject({ until: ended, withdrawnAt: ended });
  });

  test('does not reach the log, whatever goes wrong with it', async () => {
    await using meals = await Meals.open();
    const { world, red } = meals;
    const needId = await need(red.community);
    await world.sql("alter table exchange.beneficiary add constraint unlucky check (mobile not like '%5678')");
    const { errors } = await red.community.try(SetBeneficiaryDocument, {
      input: { needId, ...WANG, idempotencyKey: world.key() },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(world.log.join('')).toContain('"constraint":"unlucky"');
    expect(world.log.join('')).not.toMatch(TELLING);
  });
});
