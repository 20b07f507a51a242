/** Steps that scenarios of terms take. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  DraftAgreementDocument,
  SignedOfDocument,
  SignEditionDocument,
  TermsOfDocument,
  type DraftAgreementInput,
  type SignedOfQuery,
  type TermsNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

type Written = Omit<DraftAgreementInput, 'idempotencyKey'>;
type Planned = Written['terms']['commitments'][number];

export const hours = (value: string): Planned['quantity'] => ({ value, unit: '小时' });

/** A promise of service, unless something else is said. */
export const promise = (from: Actor, to: Actor, about: Partial<Planned> = {}): Planned => ({
  fromUnitId: from.unitId,
  toUnitId: to.unitId,
  action: 'DELIVER_SERVICE',
  title: '志愿服务',
  quantity: hours('2'),
  ...about,
});

/** Between those who promise each other something, in turn. */
export const between = (...parties: readonly Actor[]): Written => ({
  title: '结对共建协议',
  parties: parties.map(({ unitId }) => ({ unitId })),
  terms: { commitments: parties.map((party, i) => promise(party, there(parties[(i + 1) % parties.length]))) },
});

export const drafted = async (by: Actor, written: Written): Promise<TermsNowFragment> =>
  there((await by.do(DraftAgreementDocument, written)).agreement);

export const termsNow = async (who: Actor, { id }: { id: string }): Promise<TermsNowFragment> =>
  there((await who.ask(TermsOfDocument, { id })).agreement);

/** Signs what the agreement says now. */
export async function signs(who: Actor, { id }: { id: string }): Promise<TermsNowFragment> {
  const { version: expectedVersion, edition } = await termsNow(who, { id });
  const signature = { agreementId: id, expectedVersion, expectedHash: edition.hash };
  return there((await who.do(SignEditionDocument, signature)).agreement);
}

export const signers = ({ signatures }: TermsNowFragment): (string | undefined)[] =>
  signatures.map(({ unit }) => unit?.id);

/** The script that the page on agreements shows, on what the API answered. */
export function checked(agreement: object): string {
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/agreements.md', 'utf8')) ?? [];
  const input = JSON.stringify({ data: { agreement } });
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { input });
  return `${stdout.toString()}${stderr.toString()}`.trim();
}

/** What was signed, as the page asks for it. */
export const signedOf = async (who: Actor, { id }: { id: string }): Promise<NonNullable<SignedOfQuery['agreement']>> =>
  there((await who.ask(SignedOfDocument, { id })).agreement);
