/** To whom a unit shows how reliable it is: by its own word, from the next request on, and to nobody else a trace. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditOfDocument, ShowReliabilityDocument, type ReliabilityAudience } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { administering } from '../access/sharing-steps.ts';
import { there } from '../story.ts';
import { confirmed } from './delivery-steps.ts';
import { due, line, reliabilityOf } from './reliability-steps.ts';

type Asks = Pick<Actor, 'ask'>;
type Asked = Parameters<typeof reliabilityOf>[2];

/** In the twelve months before December, which is when it is asked. */
const DUE = '2026-11-25T18:00:00+08:00';

let world: World;
let mall: Actor;
let community: Actor;
let red: string;
let blue: string;
let lookers: Readonly<Record<string, Asks>>;

/** Five promises kept in the red alliance, and one overdue in the blue one. */
beforeAll(async () => {
  world = await createWorld();
  const inRed = await world.alliance('红联盟', 'street', 'mall', 'community');
  const inBlue = await world.alliance('蓝联盟', 'harbour', 'pier');
  [red, blue] = [inRed.id, inBlue.id];
  await world.people.join(there(inRed.mall.unit), inBlue.uuid);
  const { harbour } = inBlue;
  const kept = await due(inRed, ['一', '二', '三', '四', '五'], DUE);
  for (const id of kept.ids.values()) await confirmed(world, inRed.mall, inRed.community, id, '2');
  const across = inRed.mall.wearing({ 'x-acting-alliance': blue });
  await due({ street: harbour, mall: across, community: harbour }, ['迟'], DUE);
  world.clock.set('2026-12-03T09:00:00+08:00');
  const come = (actor: Actor, alliance = inRed.uuid) =>
    world.people.actor(there(actor.person), there(actor.unit), alliance);
  mall = await administering(world, await come(inRed.mall));
  community = await come(inRed.community);
  const street = await come(inRed.street);
  const unit = await world.people.unit('outsider');
  const anonymous: Asks = {
    ask: async <R, V>(document: TypedDocumentNode<R, V>, variables: V): Promise<R> =>
      there((await world.ask<R, V>(document, variables, { 'accept-language': 'en' })).data),
  };
  lookers = {
    mall,
    mallBare: mall.withoutHat(),
    street,
    streetBare: street.withoutHat(),
    community,
    harbour: await come(harbour, inBlue.uuid),
    pier: await come(inBlue.pier, inBlue.uuid),
    outsider: await world.people.actor(await world.people.post(unit), unit, null),
    appOfMall: await world.people.app(there(mall.unit), inRed.uuid, ['promises:read']),
    appOfCommunity: await world.people.app(there(community.unit), inRed.uuid, ['promises:read']),
    appWithoutScope: await world.people.app(there(mall.unit), inRed.uuid, ['needs:read']),
    anonymous,
  };
});

afterAll(() => world[Symbol.asyncDispose]());

/** What each of them is told of what was kept; nothing where they are told nothing. */
async function told(asked: Asked = {}): Promise<Record<string, string>> {
  const each = Object.entries(lookers).map(async ([name, looker]) => {
    const found = await reliabilityOf(looker, mall, asked);
    return [name, found === null ? '' : line(found.kept)] as const;
  });
  return Object.fromEntries((await Promise.all(each)).filter(([, kept]) => kept !== ''));
}

/** Under an alliance hat what is of that alliance. */
const OWN = { mall: '5/5 1.0000', mallBare: '5/6 0.8333', appOfMall: '5/5 1.0000' };
/** What is of so few in the blue alliance is not told. */
const COORDINATORS = { street: '5/5 1.0000', harbour: '-/- - too few' };

const show = (to: ReliabilityAudience, expectedVersion?: number) =>
  mall.do(ShowReliabilityDocument, { to, ...(expectedVersion !== undefined && { expectedVersion }) });

test('where nothing is said it is for the unit itself, and for who coordinates an alliance of it', async () => {
  expect(await told()).toEqual({ ...OWN, ...COORDINATORS });
});

test('it is for administrators of the unit to say, once each time, and on record', async () => {
  const to = 'MEMBERS' as const;
  expect(await community.refused(ShowReliabilityDocument, { to })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await mall.refused(ShowReliabilityDocument, { to: 'COORDINATORS' as const })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  expect(await mall.refused(ShowReliabilityDocument, { to, expectedVersion: 1 })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  const { unit } = await show(to);
  expect(unit).toEqual({ id: mall.unitId, reliability: { shownTo: 'MEMBERS', version: 1 } });
  expect(await mall.refused(ShowReliabilityDocument, { to: 'NOBODY' as const })).toMatchObject({
    code: 'VERSION_CONFLICT',
  });
  expect(await mall.refused(ShowReliabilityDocument, { to, expectedVersion: 1 })).toMatchObject({
    code: 'ALREADY_DONE',
    message: 'How reliable the unit is, is shown to these already: there is nothing to change.',
  });
  const { auditEntries } = await mall.ask(AuditOfDocument, { subjectId: mall.unitId });
  expect(auditEntries?.nodes.map(({ action }) => action)).toEqual(['reliability:shown']);
});

test('members are told what is of the alliance that they are in with it, and choose nothing', async () => {
  const members = { community: '5/5 1.0000', pier: '-/- - too few' };
  expect(await told()).toEqual({ ...OWN, ...COORDINATORS, ...members });
  const year = { from: '2025-12-01T00:00:00+08:00', to: '2026-12-01T00:00:00+08:00' };
  for (const chosen of [year, { from: year.from }, { to: year.to }]) {
    expect(await told(chosen)).toEqual({ ...OWN, ...COORDINATORS });
  }
});

test('an alliance is chosen by who may see it there', async () => {
  const { mall: own, mallBare, appOfMall } = OWN;
  expect(await told({ allianceId: red })).toEqual({
    mall: own,
    mallBare: '5/5 1.0000',
    appOfMall,
    street: '5/5 1.0000',
  });
  expect(await told({ allianceId: blue })).toEqual({ mallBare: '0/1 0.0000 too few', harbour: '-/- - too few' });
  expect(mallBare).toBe('5/6 0.8333');
});

test('everybody is told one whole, over all alliances', async () => {
  await show('EVERYBODY', 1);
  const whole = '5/6 0.8333';
  expect(await told()).toEqual({
    ...OWN,
    ...COORDINATORS,
    ...{ streetBare: whole, community: whole, pier: whole, outsider: whole },
    ...{ appOfCommunity: whole, appWithoutScope: whole, anonymous: whole },
  });
});

test('to nobody is to nobody but the unit itself', async () => {
  await show('NOBODY', 2);
  expect(await told()).toEqual(OWN);
});
