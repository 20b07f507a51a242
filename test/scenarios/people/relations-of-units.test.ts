/** Mechanisms that are relations between units: 5 结对, 42 孵化, 48 行业主管, 79 包联. */
import { expect, test } from '@jest/globals';
import {
  ProposeRelationDocument,
  RelationsOfUnitDocument,
  RelationsWhereDocument,
  type RelationFilter,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { ended, pairs, proposal, related, someUnit } from './relation-steps.ts';
import { there } from '../story.ts';

async function relationsWhere(asker: Actor, filter: RelationFilter, first = 1, after: string | null = null) {
  return there((await asker.ask(RelationsWhereDocument, { filter, first, after })).relations);
}

test('row 5: a community is paired with a power bureau, a hospital and a market bureau, whoever proposed it', async () => {
  await using world = await createWorld();
  const community = await someUnit(world, 'community');
  for (const name of ['power', 'hospital', 'market']) {
    const unit = await someUnit(world, name, 'GOVERNMENT');
    const [one, other] = name === 'hospital' ? [community, unit] : [unit, community];
    const relation = await related('pairing', one, other);
    expect(relation).toMatchObject({ type: { label: 'is paired with', inverseLabel: 'is paired with' } });
    expect(await unit.refused(ProposeRelationDocument, proposal('pairing', unit, community))).toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringContaining('in a relation "is paired with" in that time already') as unknown,
    });
  }
  const { unit } = await community.ask(RelationsOfUnitDocument, { id: community.unitId, filter: { type: 'pairing' } });
  expect(there(unit).relations).toMatchObject({ totalCount: 3 });
});

test('row 42: 29 social organisations are incubated by one centre, each by one at a time', async () => {
  await using world = await createWorld();
  const centre = await someUnit(world, 'centre', 'SOCIAL_ORGANISATION');
  const organisations: Actor[] = [];
  for (let i = 1; i <= 29; i += 1) {
    const organisation = await someUnit(world, `org-${i}`, 'SOCIAL_ORGANISATION');
    await related('incubation', organisation, centre);
    organisations.push(organisation);
  }
  const count = async (state: 'IN_FORCE' | 'ENDED'): Promise<number> =>
    (await relationsWhere(centre, { objectUnitId: centre.unitId, type: 'incubation', state: [state] })).totalCount;
  expect(await count('IN_FORCE')).toBe(29);
  const last = there(organisations.at(-1));
  const taken = proposal('incubation', last, await someUnit(world, 'other-centre'));
  expect(await last.refused(ProposeRelationDocument, taken)).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'type'],
  });
  // One has come to stand by itself.
  await ended(centre, there((await relationsWhere(centre, { subjectUnitId: last.unitId })).nodes[0]));
  expect([await count('IN_FORCE'), await count('ENDED')]).toEqual([28, 1]);
});

test('row 48: the industry line is a second hierarchy, and leaves the first as it is', async () => {
  await using world = await createWorld();
  const [street, bureau, firm] = [
    await someUnit(world, 'street', 'GOVERNMENT'),
    await someUnit(world, 'bureau', 'GOVERNMENT'),
    await someUnit(world, 'firm', 'ENTERPRISE'),
  ];
  await related('subordination', firm, street);
  await related('industry-authority', firm, bureau);
  expect(await pairs(firm, { aboveUnitId: firm.unitId, type: 'subordination' })).toEqual(['firm → street']);
  expect(await pairs(firm, { aboveUnitId: firm.unitId, type: 'industry-authority' })).toEqual(['firm → bureau']);
  const second = proposal('industry-authority', firm, await someUnit(world, 'other-bureau', 'GOVERNMENT'));
  expect(await firm.refused(ProposeRelationDocument, second)).toMatchObject({ code: 'INVALID_INPUT' });
  const { unit } = await firm.ask(RelationsOfUnitDocument, { id: firm.unitId });
  expect(there(unit).relations.nodes.map(({ type }) => type?.code)).toEqual(['subordination', 'industry-authority']);
});

test('row 79: 116 units of the city and 40 of the province are each assigned to towns, some to two', async () => {
  await using world = await createWorld();
  const [ofCity, ofProvince] = [scaled(12, 116), scaled(4, 40)];
  const towns: Actor[] = [];
  for (let i = 1; i <= scaled(5, 40); i += 1) towns.push(await someUnit(world, `town-${i}`, 'GOVERNMENT'));
  const town = (i: number): Actor => there(towns[i % towns.length]);
  for (let i = 0; i < ofCity + ofProvince; i += 1) {
    const unit = await someUnit(world, `${i < ofCity ? '市直' : '省属'}-${i}`, 'GOVERNMENT');
    await related('assigned-support', unit, town(i));
    if (i < ofProvince) await related('assigned-support', unit, town(i + 1));
  }
  const all = ofCity + ofProvince + ofProvince;
  const filter = { type: 'assigned-support', asOf: '2026-11-21' };
  expect((await relationsWhere(town(0), filter)).totalCount).toBe(all);
  // Page by page nobody is missed and nobody told twice.
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Page = await relationsWhere(town(0), filter, 7, after);
    seen.push(...page.nodes.map(({ id }) => id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect([seen.length, new Set(seen).size]).toEqual([all, all]);
});

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
