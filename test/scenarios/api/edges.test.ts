import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ClaimNeedDocument,
  ContributeHoursDocument,
  LaunchProjectDocument,
  PublishNeedDocument,
  PublishOfferDocument,
  UpdateUnitContactDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { need, there } from '../story.ts';

let world: World;
let street: Actor;
let mall: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ street, mall } = await world.alliance('五色', 'street', 'mall'));
});

afterAll(() => world[Symbol.asyncDispose]());

const plain = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'ALLIANCE' as const,
};
const NUL = '\u0000';
const BELL = '\u0007';
const HALF = '\ud83d';

const cursor = (...values: readonly string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

describe('characters that no text has', () => {
  const cases: readonly (readonly [path: string, input: object])[] = [
    ['title', { title: `大${NUL}厅` }],
    ['title', { title: '两\n行' }],
    ['title', { title: `半个${HALF}` }],
    ['description', { description: `说${BELL}明` }],
    ['description', { description: `说明${HALF}` }],
    ['quantity.unit', { quantity: { value: '1', unit: `场${NUL}` } }],
    ['category', { category: `space.hall${NUL}` }],
    ['placeName', { placeName: `一楼${BELL}` }],
    ['idempotencyKey', { idempotencyKey: `k${NUL}` }],
    ['resourceId', { resourceId: `resource_${NUL}` }],
    ['audience', { audience: [`alliance_${HALF}`] }],
  ];

  test.each(cases)('are refused in input.%s', async (path, input) => {
    const whole = { input: { ...plain, idempotencyKey: world.key(), ...input } };
    const { errors, data } = await mall.try(PublishOfferDocument, whole);
    expect(errors).toBeUndefined();
    expect(data?.publishOffer).toMatchObject({
      offer: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['input', ...path.split('.')] }],
    });
  });

  test('are named in both languages', async () => {
    const input = { unitId: mall.unitId, name: `王${NUL}`, mobile: '13812345678' };
    const said = await mall.refused(UpdateUnitContactDocument, input);
    expect(said.message).toBe('input.name must not hold control characters or broken Unicode.');
    const chinese = await mall.wearing({ 'accept-language': 'zh-CN' }).refused(UpdateUnitContactDocument, input);
    expect(chinese.message).toBe('input.name 不得含控制字符或不完整的 Unicode 字符。');
  });

  test('do not include lines and tabs of a long text', async () => {
    const description = '第一行\r\n第二行\t制表\n😀';
    const { offer } = await mall.do(PublishOfferDocument, { ...plain, description });
    const { data } = await mall.try(`{ offer(id: "${there(offer).id}") { description } }`);
    expect(data).toEqual({ offer: { description } });
  });

  test.each([
    'query ($text: String) { units(filter: { search: $text }) { totalCount } }',
    'query ($text: String) { alliances(filter: { search: $text }) { totalCount } }',
    'query ($text: String) { offers(filter: { search: $text }) { totalCount } }',
    'query ($text: String) { needs(filter: { category: $text }) { nodes { id } } }',
    'query ($text: String) { terms(filter: { code: $text }) { nodes { id } } }',
    'query ($text: String) { auditEntries(filter: { action: $text }) { nodes { id } } }',
    'query ($text: String) { units(after: $text) { nodes { id } } }',
    'query ($text: ID!) { offer(id: $text) { id } }',
    'query ($text: ID!) { nodes(ids: [$text]) { id } }',
    'query ($text: ID!) { offers(filter: { unitId: $text }) { nodes { id } } }',
  ])('are bad input in %s', async (query) => {
    for (const text of [`a${NUL}`, `a${BELL}`, HALF]) {
      const { errors } = await mall.try(query, { text });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('are bad input in a document, and in a cursor', async () => {
    const inDocument = await mall.try('{ units(filter: { search: "a\\u0000" }) { totalCount } }');
    expect(inDocument.errors).toMatchObject([
      {
        message: 'An argument must not hold control characters or broken Unicode.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const id = '01a1fcf4-51c2-7434-ac35-165d5f2946a2';
    const { errors } = await mall.try('query ($after: String) { units(after: $after, order: NAME) { nodes { id } } }', {
      after: cursor('NAME', `a${NUL}`, id),
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('instants and days', () => {
  const SLOTS = `query ($from: DateTime) { resources { nodes { slots(filter: { from: $from }) { nodes { id } } } } }`;

  test.each([
    '9999-12-31T23:59:59-23:59',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1999-12-31T23:59:59+08:00',
    '2101-01-01T00:00:00+08:00',
    '2026-12-31T23:59:60Z',
    '2026-11-21T19:00:00+14:01',
    '2026-11-21T19:00:00-15:00',
    '2026-02-30T19:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T19:00:00',
    '2026-11-21',
    `2026-11-21T19:00:00Z${NUL}`,
    '',
  ])('like %j are bad input, in both languages', async (text) => {
    const { errors } = await mall.try(SLOTS, { from: text });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^\$from: A DateTime is RFC 3339 .* from the year 2000 to the year 2100/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const input = { ...plain, period: { start: text, end: world.clock.day(1, '10:00') }, idempotencyKey: world.key() };
    const chinese = await mall.wearing({ 'accept-language': 'zh-CN' }).try(PublishNeedDocument, { input });
    expect(chinese.errors).toMatchObject([
      { message: expect.stringMatching(/^input\.period\.start：DateTime 须为 RFC 3339/) },
    ]);
    const literal = await mall.try(SLOTS.replace('($from: DateTime)', '').replace('$from', JSON.stringify(text)));
    expect(literal.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each(['2000-01-01T00:00:00+08:00', '2100-12-31T15:59:59.999999999Z', '2026-11-21T19:00:00-14:00'])(
    'like %j are taken',
    async (from) => {
      expect((await mall.try(SLOTS, { from })).errors).toBeUndefined();
    },
  );

  test.each(['0000-01-01', '2026-02-30'])('in a forged cursor like %j are bad input', async (day) => {
    const id = '01a1fcf4-51c2-7434-ac35-165d5f2946a2';
    const query = 'query ($after: String) { projects(after: $after, order: ENDING) { nodes { id } } }';
    const { errors } = await mall.try(query, { after: cursor('ENDING', day, id) });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each(['0000-01-01', '0001-01-01', '1999-12-31', '2101-01-01', '9999-12-31', '2026-02-30', '2026-13-01', '今天'])(
    'of a calendar like %j are bad input',
    async (endsOn) => {
      const project = { title: '项目', goal: '目标', targetHours: '10', startsOn: '2026-11-21', visibility: 'PUBLIC' };
      const input = { ...project, endsOn, idempotencyKey: world.key() };
      const { errors } = await street.try(LaunchProjectDocument, { input: { ...input, visibility: 'PUBLIC' } });
      expect(errors).toMatchObject([
        {
          message:
            'input.endsOn: A LocalDate is a day of the calendar, from the year 2000 to the year 2100, e.g. "2026-11-21".',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    },
  );
});

describe('quantities', () => {
  const LIMIT = 'must be greater than 0 and at most 1,000,000,000, with at most 4 digits after the point.';

  test.each(['1000000000.0001', '10000000000', '9'.repeat(40), '0.00001', '0', '-1'])(
    'of %s are refused with the rule that they break',
    async (value) => {
      const listing = { ...plain, quantity: { value, unit: '场' } };
      expect(await mall.refused(PublishNeedDocument, listing)).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'quantity', 'value'],
        message: `input.quantity.value ${LIMIT}`,
      });
      expect(await mall.refused(ClaimNeedDocument, { needId: mall.unitId, amount: value })).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'amount'],
      });
    },
  );

  test.each(['1e3', 'viel', '', '9'.repeat(60), 7])('like %j are no numbers at all', async (value) => {
    const input = { ...plain, quantity: { value, unit: '场' }, idempotencyKey: world.key() };
    const query = 'mutation ($input: PublishNeedInput!) { publishNeed(input: $input) { userErrors { code } } }';
    const { errors } = await mall.try(query, { input });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^input\.quantity\.value: A Decimal is a string/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const chinese = await mall.wearing({ 'accept-language': 'zh' }).try(query, { input });
    expect(chinese.errors).toMatchObject([{ message: expect.stringMatching(/^input\.quantity\.value：Decimal 须为/) }]);
  });

  test('that are allowed never overflow a sum', async () => {
    const most = await need(mall, { value: '1000000000', unit: '小时' });
    for (const amount of ['999999999.9999', '0.0001']) {
      await street.do(ClaimNeedDocument, { needId: most, amount });
    }
    expect(await street.refused(ClaimNeedDocument, { needId: most, amount: '1000000000' })).toMatchObject({
      code: 'NOT_ENOUGH_LEFT',
    });
    const types = await world.sql<{ column: string; type: string }>(
      `select table_name || '.' || column_name as column, numeric_precision - numeric_scale as type
       from information_schema.columns where column_name = 'contributed_hours'`,
    );
    expect(types).toEqual([{ column: 'project.contributed_hours', type: 16 }]);
  });

  test('of hours are bounded by what people can give', async () => {
    const target = {
      title: '项目',
      goal: '目标',
      startsOn: '2026-11-01',
      endsOn: '2026-12-01',
      visibility: 'PUBLIC' as const,
    };
    expect(await street.refused(LaunchProjectDocument, { ...target, targetHours: '10000001' })).toMatchObject({
      path: ['input', 'targetHours'],
    });
    const { project } = await street.do(LaunchProjectDocument, { ...target, targetHours: '10000000' });
    const given = { projectId: there(project).id, servedOn: '2026-11-20', note: '合计' };
    expect(await street.refused(ContributeHoursDocument, { ...given, hours: '10000.5' })).toMatchObject({
      message: 'input.hours must be greater than 0 and at most 10,000, with at most 4 digits after the point.',
    });
    await street.do(ContributeHoursDocument, { ...given, hours: '10000' });
  });
});

describe('values of GraphQL’s own types', () => {
  test('that do not fit are told of in the language of the caller', async () => {
    const query = 'mutation ($input: BookSlotInput!) { bookSlot(input: $input) { userErrors { code } } }';
    const input = { idempotencyKey: 'k', slotId: 'slot_1', count: 10_000_000_000, purpose: '会' };
    const english = await mall.try(query, { input });
    expect(english.errors).toMatchObject([
      {
        message: 'input.count: Int cannot represent non 32-bit signed integer value: 10000000000',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    const chinese = await mall.wearing({ 'accept-language': 'zh-CN' }).try(query, { input });
    expect(chinese.errors).toMatchObject([{ message: expect.stringMatching(/^input\.count：值不可接受。/) }]);
  });
});
