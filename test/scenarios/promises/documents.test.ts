/** Row 38: the agreement and its sheets as documents that both units sign, for whoever may read them. */
import { expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { parseId } from '../../../src/domain/ids.ts';
import { DocumentOfAgreementDocument, DocumentOfSettlementDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { pagesOfPdf, textOfPdf } from '../../support/pdf-text.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';
import { confirmed, disputed, drawnUp, settledBy, spaceForSessions } from './settlement-steps.ts';

const TODAY = { from: '2026-11-01', until: '2026-11-22' };

const got = (world: World, who: Actor | null, url: string): Promise<LightMyRequestResponse> =>
  world.inject({ method: 'GET', url, headers: who === null ? {} : { ...who.headers } });

test('a sheet says 48/60, what does not count, who confirmed it and its hash; the same sheet is the same bytes', async () => {
  await using world = await createWorld();
  const where = await spaceForSessions(world);
  const { mall, street } = where;
  await confirmed(where, '48');
  await disputed(where, '2');
  const sheet = await drawnUp(where, TODAY);
  const { settlement } = await mall.ask(DocumentOfSettlementDocument, { id: sheet.id });
  const url = there(settlement).documentUrl;
  expect(url).toBe(`/files/documents/${sheet.id}.pdf`);
  const before = await got(world, mall, url);
  expect(before.statusCode).toBe(200);
  expect(before.headers).toMatchObject({
    ...{ 'content-type': 'application/pdf', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
    'content-disposition': `attachment; filename="___-____-_1_.pdf"; filename*=UTF-8''${encodeURIComponent('结算单-技能培训-第1号.pdf')}`,
  });
  const text = textOfPdf(before.rawPayload);
  for (const part of [
    '结算单',
    '慈邻',
    'mall（全称）',
    'community（全称）',
    '2026-11-01至to2026-11-21',
    '48/60',
    '有异议，不计入',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toContain('尚待各方确认');
  expect(text).toContain('尚未确认Notconfirmedyet');
  const pages = pagesOfPdf(before.rawPayload);
  for (const page of pages) expect(page.replaceAll('\n', '')).toContain(`SHA-256 ${sheet.hash}`);
  // Who coordinates reads it too, and is given the same.
  expect((await got(world, street, url)).rawPayload.equals(before.rawPayload)).toBe(true);

  await settledBy(where, sheet);
  const after = await got(world, mall, url);
  expect(textOfPdf(after.rawPayload)).toContain('电子确认Confirmedelectronically：2026-11-2109:02');
  expect(after.rawPayload.equals(before.rawPayload)).toBe(false);
});

test('an agreement says who gives and takes what, and when each signed', async () => {
  await using world = await createWorld();
  const { mall, agreementId } = await spaceForSessions(world);
  await world.sql(
    `insert into directory.unit_identifier (id, unit_id, scheme, value, entered, is_personal, state, added_at)
     values ($1, $2, 'USCC', '913302001440551X2P', '913302001440551X2P', false, 'UNVERIFIED', $3)`,
    [world.id('identifier'), mall.unit, world.clock.now()],
  );
  const { agreement } = await mall.ask(DocumentOfAgreementDocument, { id: agreementId });
  const answer = await got(world, mall, there(agreement).documentUrl);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toContain(encodeURIComponent('协议-技能培训.pdf'));
  const text = textOfPdf(answer.rawPayload);
  for (const part of [
    '共建协议',
    agreementId,
    '技能培训',
    '60场',
    '提供服务：社区二楼大厅',
    '8次',
    '不因未答复而视为确认',
    '签署',
    '盖章',
    '第1页共1页',
  ]) {
    expect(text).toContain(part);
  }
  // In the list of parties, and where it signs.
  expect(text.split('913302001440551X2P，未核验notverified')).toHaveLength(3);
  expect(text.split('电子签署Signedelectronically：2026-11-2109:00')).toHaveLength(3);
  expect(text).toContain('供给方：');
  for (const page of pagesOfPdf(answer.rawPayload)) {
    expect(page.replaceAll('\n', '')).toContain(`SHA-256 ${there(agreement).edition.hash}`);
  }
});

test('who may not read it is told that there is none, and who is nobody to sign in', async () => {
  await using world = await createWorld();
  const where = await spaceForSessions(world);
  const { mall, power, agreementId } = where;
  const { id } = await drawnUp(where, TODAY);
  const refusal = async (who: Actor | null, name: string): Promise<string> => {
    const answer = await got(world, who, `/files/documents/${name}`);
    const [error] = answer.json<{ errors: { extensions: { code: string } }[] }>().errors;
    return `${answer.statusCode} ${there(error).extensions.code}`;
  };
  expect(await refusal(power, `${id}.pdf`)).toBe('404 NOT_FOUND');
  expect(await refusal(power, `${agreementId}.pdf`)).toBe('404 NOT_FOUND');
  expect(await refusal(null, `${id}.pdf`)).toBe('401 UNAUTHENTICATED');
  expect(await refusal(mall, `${mall.unitId}.pdf`)).toBe('404 NOT_FOUND');
  expect(await refusal(mall, `${id}.docx`)).toBe('404 NOT_FOUND');
  expect(await refusal(mall, 'agreement_1.pdf')).toBe('400 BAD_USER_INPUT');
  const alliance = parseId('alliance', there(mall.headers['x-acting-alliance']));
  const app = await world.people.app(there(mall.unit), alliance, ['promises:read']);
  expect(await refusal(app, `${id}.pdf`)).toBe('403 FORBIDDEN');
  expect(await refusal(mall.wearing({ 'x-acting-unit': power.unitId }), `${id}.pdf`)).toBe('403 HAT_REQUIRED');
});

test('one document at a time is made for a person, and others are not kept from theirs', async () => {
  await using world = await createWorld();
  const where = await spaceForSessions(world);
  const { mall, community } = where;
  const { id } = await drawnUp(where, TODAY);
  const url = `/files/documents/${id}.pdf`;
  const [first, ...rest] = await Promise.all([mall, mall, mall, community].map((who) => got(world, who, url)));
  const other = there(rest.pop());
  expect([first?.statusCode, ...rest.map(({ statusCode }) => statusCode)].toSorted()).toEqual([200, 429, 429]);
  expect(other.statusCode).toBe(200);
  const refused = there([there(first), ...rest].find(({ statusCode }) => statusCode === 429));
  expect(refused.headers['retry-after']).toBe('1');
  expect(refused.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('one is at a time'), extensions: { code: 'RATE_LIMITED' } }],
  });
  // As soon as it has that one.
  expect((await got(world, mall, url)).statusCode).toBe(200);
});

test('a sheet is on paper in full, and one that would never end is refused before it is read', async () => {
  await using world = await createWorld();
  const where = await spaceForSessions(world);
  const { mall, sessions } = where;
  const { id } = await drawnUp(where, TODAY);
  const url = `/files/documents/${id}.pdf`;
  const more = async (count: number): Promise<void> => {
    await world.sql('begin');
    await world.sql('set local session_replication_role = replica');
    await world.sql(
      `insert into exchange.settlement_delivery (settlement_id, event_id, commitment_id, entry, quantity, occurred_at)
       select $1, gen_random_uuid(), $2, 'WITHIN', 0.5, $3 from generate_series(1, $4::integer)`,
      [parseId('settlement', id), parseId('commitment', sessions), world.clock.now(), count],
    );
    await world.sql('commit');
  };
  await more(230);
  const answer = await got(world, mall, url);
  expect(answer.statusCode).toBe(200);
  const lines = pagesOfPdf(answer.rawPayload).flatMap((page) => page.split('\n'));
  expect(Array.from({ length: 230 }, (_, i) => String(i + 1)).filter((number) => !lines.includes(number))).toEqual([]);
  await more(771);
  const refused = await got(world, mall, url);
  expect(refused.statusCode).toBe(413);
  expect(refused.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('1001 deliveries'), extensions: { code: 'PAYLOAD_TOO_LARGE' } }],
  });
});

test('a code that was removed is on no document, and one that was verified stands by itself', async () => {
  await using world = await createWorld();
  const where = await spaceForSessions(world);
  const { mall, community } = where;
  const [removed, verified] = ['913302001440551X2P', '91330200MA2H5B7C8X'];
  await world.sql(
    `insert into directory.unit_identifier
       (id, unit_id, scheme, value, entered, is_personal, state, reason, added_at, judged_by_unit, judged_at, removed_at)
     values ($1, $2, 'USCC', $3, $3, false, 'REMOVED', '登记有误', $4, null, null, $4),
       ($5, $2, 'USCC', $6, $6, false, 'VERIFIED', null, $4, $7, $4, null)`,
    [
      ...[world.id('identifier'), mall.unit, removed, world.clock.now()],
      ...[world.id('identifier'), verified, community.unit],
    ],
  );
  const { id } = await drawnUp(where, TODAY);
  for (const who of [mall, community]) {
    for (const name of [id, where.agreementId]) {
      const text = textOfPdf((await got(world, who, `/files/documents/${name}.pdf`)).rawPayload);
      expect(text).not.toContain(removed);
      expect(text.split(verified)).toHaveLength(3);
      expect(text).not.toContain('未核验');
    }
  }
});
