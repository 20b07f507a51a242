/** Areas that are made, ended and followed at the same time. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  AreasDocument,
  CreateAreaDocument,
  EndAreaDocument,
  SucceedAreaDocument,
  type AreasQueryVariables,
  type CreateAreaInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { area, keeperOf } from './land.ts';
import { there } from '../story.ts';

let world: World;
let district: Actor;
let haishu: string;

beforeAll(async () => {
  world = await createWorld();
  ({ district } = await world.alliance('锋领海曙', 'district'));
  haishu = await keeperOf(world, district, '330203');
});

afterAll(() => world[Symbol.asyncDispose]());

async function names(filter: AreasQueryVariables['filter']) {
  const { areas } = await district.ask(AreasDocument, { filter, order: 'CODE' as const });
  return there(areas).nodes.map(({ name }) => name);
}

describe('at the same time', () => {
  test('two areas with one code: one is made', async () => {
    const input: Omit<CreateAreaInput, 'idempotencyKey'> = {
      parentId: haishu,
      level: 'TOWNSHIP',
      scheme: 'STATISTICS',
      code: '330203101',
      name: '集士港镇',
      since: '2026-01-01',
    };
    const both = await Promise.all([1, 2].map(() => district.act(CreateAreaDocument, input)));
    expect(both.map(({ userErrors }) => userErrors.map(({ code }) => code)).sort()).toEqual([[], ['INVALID_INPUT']]);
  });

  test('an area ends, or something is made in it: never both', async () => {
    const town = await area(district, haishu, {
      level: 'TOWNSHIP',
      scheme: 'STATISTICS',
      code: '330203102',
      name: '古林镇',
    });
    const making: Omit<CreateAreaInput, 'idempotencyKey'> = {
      ...{ parentId: town, level: 'GRID', scheme: 'LOCAL', code: 'G-1', name: '网格', since: '2026-07-01' },
    };
    const [ended, made] = await Promise.all([
      district.act(EndAreaDocument, { areaId: town, expectedVersion: 1, until: '2026-06-01' }),
      district.act(CreateAreaDocument, making),
    ]);
    expect(ended.userErrors.length + made.userErrors.length).toBe(1);
  });

  test('an area ends, or is followed by another: never both', async () => {
    const made = (code: string, name: string) =>
      area(district, haishu, { level: 'TOWNSHIP', scheme: 'STATISTICS', code, name });
    for (const code of ['330203103', '330203105', '330203107']) {
      const [old, successorAreaId] = [
        await made(code, '某镇'),
        await made(`${code.slice(0, 8)}${Number(code.at(-1)) + 1}`, '新镇'),
      ];
      const of = { areaId: old, expectedVersion: 1 };
      const [ended, followed] = await Promise.all([
        district.act(EndAreaDocument, { ...of, until: '2026-06-01' }),
        district.act(SucceedAreaDocument, { ...of, successorAreaId, kind: 'MERGED' as const, day: '2026-07-01' }),
      ]);
      const codes = [...ended.userErrors, ...followed.userErrors].map(({ code: refusal }) => refusal);
      expect(codes).toEqual(['VERSION_CONFLICT']);
    }
  });

  test('two areas that would follow each other: one follows, and there is no ring', async () => {
    const made = (code: string, name: string) =>
      area(district, haishu, { level: 'TOWNSHIP', scheme: 'STATISTICS', code, name });
    const [a, b] = [await made('330203110', '甲镇'), await made('330203111', '乙镇')];
    const following = (areaId: string, successorAreaId: string) =>
      district.act(SucceedAreaDocument, {
        ...{ areaId, successorAreaId, expectedVersion: 1, kind: 'MERGED' as const, day: '2026-06-01' },
      });
    const both = await Promise.all([following(a, b), following(b, a)]);
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['INVALID_INPUT']);
    expect(await names({ code: '330203110', asOf: '2026-06-01' })).toHaveLength(
      (await names({ code: '330203111', asOf: '2026-06-01' })).length === 0 ? 1 : 0,
    );
  });
});
