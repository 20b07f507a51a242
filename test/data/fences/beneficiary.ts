/** What the database shows and refuses of beneficiaries and consents when views and acts forget to ask. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MASKED, Meals, type Wished } from '../../scenarios/matching/meals.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';

export function beneficiaryFence(): void {
  let meals: Meals;
  let wish: Wished;

  beforeAll(async () => {
    meals = await Meals.open();
    wish = await meals.wish();
    await meals.agree(wish, meals.red.mall);
  });

  afterAll(() => meals[Symbol.asyncDispose]());

  interface As {
    readonly role?: 'reader' | 'guarded' | 'writer';
    readonly alliance?: string | null;
  }

  /** Runs the statement, and another, as somebody whom no view and no act has looked at; nothing of it stays. */
  async function as(
    who: Actor | null,
    statement: string,
    { role = 'guarded', alliance = null }: As = {},
    then: string | null = null,
  ) {
    const { sql, clock } = meals.world;
    await sql('begin');
    try {
      await sql(`set local role qinlin_${role}`);
      const entry = [who?.person ?? null, who?.app ?? null, alliance, clock.now().toISOString()];
      await sql('select from rights.enter($1::uuid, $2::uuid, null, null, $3::uuid, $4::timestamptz)', entry);
      const rows = await sql(statement);
      await sql('set constraints all immediate');
      return then === null ? rows : await sql(then);
    } finally {
      await sql('rollback');
    }
  }

  const MASKS = 'select name, mobile from exchange.beneficiary_mask';
  const PERSONS = 'select name from exchange.beneficiary';
  const CONSENTS = 'select purpose from access.consent';
  const shown = [{ name: MASKED.name, mobile: MASKED.mobile }];

  describe('row-level security', () => {
    test('shows nobody but unit, supplier and app with consent what is masked', async () => {
      const { red, blue, app } = meals;
      const hat = { alliance: red.uuid };
      for (const under of [{}, hat]) expect(await as(red.community, MASKS, under)).toEqual(shown);
      for (const under of [{}, hat]) expect(await as(red.mall, MASKS, under)).toEqual(shown);
      expect(await as(red.mall, MASKS, { alliance: blue.uuid })).toEqual([]);
      for (const who of [null, red.street, red.power, blue.harbour]) {
        for (const under of [{}, hat]) expect(await as(who, MASKS, under)).toEqual([]);
      }
      expect(await as(app, MASKS, hat)).toEqual([]);
      const consent = await meals.consent(wish);
      expect(await as(app, MASKS, hat)).toEqual(shown);
      expect(await as(app, MASKS)).toEqual([]);
      // Consents themselves are for the unit.
      expect(await as(red.community, CONSENTS)).toEqual([{ purpose: 'care.meals' }]);
      for (const who of [null, red.mall, red.street, app]) expect(await as(who, CONSENTS, hat)).toEqual([]);
      await meals.world.sql('update access.consent set valid = tstzrange(lower(valid), lower(valid)) where id = $1', [
        there(consent.id.split('_')[1]),
      ]);
      expect(await as(app, MASKS, hat)).toEqual([]);
    });

    test('shows the person in full to nobody to whom it was not disclosed, its unit included', async () => {
      const { red, app } = meals;
      const everybody = [null, red.community, red.mall, red.street, app];
      for (const who of everybody) {
        for (const under of [{}, { alliance: red.uuid }]) expect(await as(who, PERSONS, under)).toEqual([]);
      }
      for (const table of ['exchange.beneficiary', 'exchange.beneficiary_mask', 'access.consent']) {
        const asked = as(red.community, `select from ${table}`, { role: 'reader' });
        await expect(asked).rejects.toThrow(/permission denied/);
      }
    });
  });

  describe('the writer', () => {
    const writer = { role: 'writer' } as const;
    const write = (statement: string, who: Actor = meals.red.community) => as(who, statement, writer);

    test('changes and deletes nothing that is not its unit’s, and deletes nothing at all', async () => {
      const { mall, community } = meals.red;
      expect(await write(`${PERSONS} where true`)).toHaveLength(1);
      expect(await write("update exchange.beneficiary set name = '某' returning id", mall)).toEqual([]);
      expect(await write("update exchange.beneficiary_mask set name = '某**' returning id", mall)).toEqual([]);
      for (const table of ['exchange.beneficiary', 'exchange.beneficiary_mask', 'access.consent']) {
        await expect(write(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      }
      const id = there(wish.id.split('_')[1]);
      const erase = `select exchange.erase_beneficiary('${id}') as erased`;
      expect(await write(erase, mall)).toEqual([{ erased: false }]);
      expect(await write(erase, meals.app)).toEqual([{ erased: false }]);
      expect(await write(erase, community)).toEqual([{ erased: true }]);
      await expect(as(community, erase)).rejects.toThrow(/permission denied/);
    });

    test('keeps no mask that shows too much, or that is of another version', async () => {
      const masks = 'update exchange.beneficiary_mask set';
      const tooMuch: readonly (readonly [string, string])[] = [
        [`name = '王小明'`, 'beneficiary_name_masked'],
        [`mobile = '+8613812345678'`, 'beneficiary_mobile_masked'],
        [`identity_number = '33028219410102001X'`, 'beneficiary_identity_number_masked'],
        [`name = ' **'`, 'beneficiary_name_masked'],
        ...[
          ...['阳光花园3幢', '阳光花园，501', '幸福里A501', '幸福里Ａ５０１', '阳光花园叁幢', '阳光花园陆幢'],
          ...['阳光花园十三-五〇一', '张家路五号门后', '阳光花园二楼东户', 'Sunshine Garden', '阳光花园五零一', ''],
        ].map((address) => [`address = '${address}'`, 'beneficiary_address_masked'] as const),
        [`version = 2`, 'beneficiary_mask_of_what_it_masks'],
      ];
      for (const [set, rule] of tooMuch) await expect(write(`${masks} ${set}`)).rejects.toThrow(rule);
      const persons = 'update exchange.beneficiary set';
      await expect(write(`${persons} name = '李小红', version = 2`)).rejects.toThrow(
        'beneficiary_mask_of_what_it_masks',
      );
      await expect(write(`${persons} identity_number = '330282194101020011'`)).rejects.toThrow(
        'beneficiary_identity_number_checked',
      );
      await expect(write(`${persons} need_id = id`)).rejects.toThrow(/permission denied/);
    });

    test('records no consent of somebody else’s beneficiary, none twice, and revives none', async () => {
      const { red, world } = meals;
      const other = await meals.wish();
      const insert = (unit: Actor, purpose: string, kind = 'beneficiary') =>
        `insert into access.consent (id, subject_type, subject_id, unit_id, purpose, evidence, given_at, valid)
       values (gen_random_uuid(), '${kind}', '${there(other.id.split('_')[1])}', '${there(unit.unit)}', '${purpose}', '口头',
         '${world.clock.now().toISOString()}', tstzrange('${world.clock.now().toISOString()}', null))`;
      expect(await write(insert(red.community, 'care.meals'))).toEqual([]);
      await expect(write(insert(red.mall, 'care.meals'), red.mall)).rejects.toThrow(/row-level security/);
      await expect(write(insert(red.community, 'care.meals'), red.mall)).rejects.toThrow(/row-level security/);
      await expect(write(insert(red.community, 'care.meals', 'person'))).rejects.toThrow(/row-level security/);
      const consent = await meals.consent(other);
      await expect(write(insert(red.community, 'care.meals'))).rejects.toThrow('consent_once');
      const id = there(consent.id.split('_')[1]);
      const end = (set: string) => write(`update access.consent set ${set} where id = '${id}'`);
      await expect(end(`valid = tstzrange('2026-01-01', null)`)).rejects.toThrow('given anew, never prolonged');
      await expect(end(`withdrawn_at = given_at, reason = '撤回'`)).rejects.toThrow('consent_ends_when_withdrawn');
      await expect(end(`valid = 'empty', withdrawn_at = given_at`)).rejects.toThrow('consent_withdrawn_for_a_reason');
      for (const column of ['evidence', 'purpose', 'subject_id', 'erased_at', 'given_at']) {
        await expect(end(`${column} = ${column}`)).rejects.toThrow(/permission denied/);
      }
      const erase = `select access.erase_consents('beneficiary', '${there(other.id.split('_')[1])}', '2027-01-01')`;
      const left = `select evidence from access.consent where id = '${id}'`;
      const erased = (who: Actor) => as(who, erase, writer, left);
      expect(await erased(red.community)).toEqual([{ evidence: null }]);
      // Neither seen nor touched by others.
      expect(await erased(red.mall)).toEqual([]);
      expect(await write(left)).toEqual([{ evidence: '本人签署纸质同意书' }]);
      await expect(as(red.community, erase)).rejects.toThrow(/permission denied/);
    });
  });
}
