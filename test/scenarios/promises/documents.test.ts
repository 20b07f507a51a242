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
  expect(text).toContain('913302001440551X2P');
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
