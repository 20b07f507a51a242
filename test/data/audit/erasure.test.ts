import { describe, expect, test } from '@jest/globals';
import { eraseSubject } from '../../../src/data/audit/erase-subject.ts';
import type { SubjectKind } from '../../../src/domain/access/data-subject.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { UpdateUnitContactDocument } from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import { act, audit, sealEverything, unfenced } from '../../support/audit.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';

/** Global ids of the entries of that action, oldest first. */
async function entriesOf(world: World, action: string): Promise<string[]> {
  const rows = await world.sql<{ id: string }>('select id from data.audit where action = $1 order by id', [action]);
  return rows.map(({ id }) => globalId('audit', id));
}

async function shown(world: World, entry: string | undefined): Promise<string[]> {
  const { code, said } = await audit(world, '--entry', there(entry));
  expect(code).toBe(0);
  return said.split('\n').slice(1);
}

async function erase(world: World, actor: Actor, kind: SubjectKind, id: string): Promise<boolean> {
  let erased = false;
  await act(world, actor, async (act) => {
    erased = await eraseSubject(act, { kind, id });
  });
  return erased;
}

const contact = (unitId: string, name: string, expectedVersion: number | null) => ({
  unitId,
  name,
  mobile: '13812345678',
  expectedVersion,
});

describe('protected values', () => {
  test('say from what to what a contact was changed, to an operator alone', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '王小明', null));
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '李小红', 1));
    await sealEverything(world);
    const [first, second] = await entriesOf(world, 'unit:contact-updated');
    const [wang, li] = ['王小明', '李小红'].map((name) => ({ name, mobile: '+8613812345678' }));
    const of = `contact ${mall.unitId}: `;
    const seal = expect.stringMatching(/^封条 \d+。 Sealed in seal \d+\.$/);
    expect(await shown(world, first)).toEqual([seal, of + JSON.stringify({ from: null, to: wang })]);
    expect(await shown(world, second)).toEqual([seal, of + JSON.stringify({ from: wang, to: li })]);
    const kept = await world.sql('select body, protected, request_id from data.audit');
    const told = await world.sql('select type, actor, body from data.outbox');
    expect(JSON.stringify([kept, told])).not.toMatch(/小明|小红|1381234/);
  });

  test('are bound to their entry: in another they cannot be read', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '王小明', null));
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '李小红', 1));
    const [first, second] = await entriesOf(world, 'unit:contact-updated');
    await unfenced(
      world,
      `update data.audit a set protected = b.protected from data.audit b
       where a.id = '${there(second).slice(6)}' and b.id = '${there(first).slice(6)}'`,
    );
    await expect(audit(world, '--entry', there(second))).rejects.toThrow(/unable to authenticate/i);
    expect((await audit(world, '--entry', there(first))).code).toBe(0);
  });

  test('of several subjects are each under their own key', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const [one, other] = [there(mall.person), there(street.person)];
    await act(world, mall, async (act) => {
      const held = [
        await act.holdSubject({ kind: 'person', id: one }),
        await act.holdSubject({ kind: 'person', id: other }),
      ];
      act.record(
        'test:met',
        'unit',
        { id: act.unit },
        {
          protected: held.map((subject, i) => ({ subject, values: { n: i } })),
        },
      );
    });
    const [entry] = await entriesOf(world, 'test:met');
    expect(await erase(world, mall, 'person', one)).toBe(true);
    expect((await shown(world, entry)).slice(1)).toEqual(
      [`${globalId('person', one)}: 已擦除 erased`, `${globalId('person', other)}: {"n":1}`].map(
        (line) => `person ${line}`,
      ),
    );
  });
});

describe('an erased subject', () => {
  test('cannot be read any more, the chain verifies, and the record says that it was erased', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '王小明', null));
    await street.do(UpdateUnitContactDocument, contact(street.unitId, '赵大', null));
    await sealEverything(world);
    const [entry, others] = await entriesOf(world, 'unit:contact-updated');
    const before = await world.sql('select * from data.audit order by seq');
    expect(await erase(world, mall, 'contact', there(mall.unit))).toBe(true);
    expect(await shown(world, entry)).toContain(`contact ${mall.unitId}: 已擦除 erased`);
    expect((await shown(world, others)).at(-1)).toContain('赵大');
    await sealEverything(world);
    expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('3 entries in 2 seals') });
    expect((await world.sql('select * from data.audit order by seq')).slice(0, 2)).toEqual(before);
    const erasures = await world.sql(
      'select subject_type, subject_id, unit_id, body from data.audit where action = $1',
      ['subject:erased'],
    );
    expect(erasures).toEqual([
      { subject_type: 'unit', subject_id: mall.unit, unit_id: mall.unit, body: { subject: 'contact' } },
    ]);
    expect(await world.sql('select subject_id from data.subject_key')).toEqual([{ subject_id: street.unit }]);
  });

  test('that is recorded anew has a new key, and what was erased stays so', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '王小明', null));
    await erase(world, mall, 'contact', there(mall.unit));
    await act(world, mall, async (act) => {
      const subject = await act.holdSubject({ kind: 'contact', id: act.unit });
      act.record('test:anew', 'unit', { id: act.unit }, { protected: [{ subject, values: { name: '李小红' } }] });
    });
    const [old] = await entriesOf(world, 'unit:contact-updated');
    const [fresh] = await entriesOf(world, 'test:anew');
    expect((await shown(world, old)).at(-1)).toBe(`contact ${mall.unitId}: 已擦除 erased`);
    expect((await shown(world, fresh)).at(-1)).toBe(`contact ${mall.unitId}: {"name":"李小红"}`);
  });

  test('of whom nothing was kept is none, and the record says so all the same', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    expect(await erase(world, mall, 'person', there(mall.person))).toBe(false);
    expect(await entriesOf(world, 'subject:erased')).toHaveLength(1);
    expect(await world.sql('select from data.subject_key')).toEqual([]);
  });

  test('is erased with its act or not at all', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await mall.do(UpdateUnitContactDocument, contact(mall.unitId, '王小明', null));
    const broken = act(world, mall, async (act) => {
      await eraseSubject(act, { kind: 'contact', id: act.unit });
      throw new Error('thought better of it');
    });
    await expect(broken).rejects.toThrow('thought better of it');
    const [entry] = await entriesOf(world, 'unit:contact-updated');
    expect((await shown(world, entry)).at(-1)).toContain('王小明');
    expect(await entriesOf(world, 'subject:erased')).toEqual([]);
  });
});
