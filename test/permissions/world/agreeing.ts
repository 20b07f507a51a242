/** Agreements without a match: one of three that waits for signatures anew, one that is active, one suspended and one terminated. */
import { ProposeTermsDocument } from '../../generated/operations.ts';
import { givenNotice, renewed, resumed, suspended, withdrawn } from '../../scenarios/promises/life-steps.ts';
import { between, drafted, promise, signs } from '../../scenarios/promises/terms-steps.ts';
import type { Side } from './cast.ts';

export async function agree({ coordinator, supplier, demander, both }: Side): Promise<void> {
  const [role, clauses] = ['甲方', [{ title: '安全', text: '注意安全' }]];
  const { terms, ...written } = between(supplier, demander, both);
  const parties = written.parties.map((party) => ({ ...party, role }));
  const draft = await drafted(supplier, { ...written, parties, terms: { ...terms, clauses } });
  await signs(both, draft);
  const others = { commitments: [...terms.commitments, promise(both, supplier)], clauses };
  await demander.do(ProposeTermsDocument, { agreementId: draft.id, expectedVersion: draft.version, terms: others });
  await signs(supplier, draft);
  const active = await drafted(coordinator, between(both, demander));
  for (const who of [both, demander]) await signs(who, active);
  await suspended(both, active);
  await resumed(demander, active);
  const { terms: promises, ...about } = between(both, demander);
  const noticed = await drafted(both, { ...about, terms: { ...promises, noticeDays: 30 } });
  for (const who of [both, demander]) await signs(who, noticed);
  await givenNotice(demander, noticed);
  await withdrawn(demander, noticed);
  await suspended(demander, noticed);
  const over = await drafted(both, between(both, demander));
  for (const who of [both, demander]) await signs(who, over);
  await givenNotice(both, over);
  await renewed(demander, over);
}
