/** Meals for the old (助老配餐): a community needs them for somebody, a mall cooks, and an app that both know organises. */
import {
  AcceptMatchDocument,
  ClaimNeedDocument,
  RecordConsentDocument,
  SetBeneficiaryDocument,
  WhomItIsForDocument,
  type BeneficiaryNowFragment,
  type ConsentNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { need, signed, there, type Listed } from '../story.ts';

/** Fictitious; the check character is right. */
export const WANG = {
  name: '王小明',
  mobile: '13812345678',
  identityNumber: '33028219410102001X',
  address: '虞波社区阳光花园3幢2单元501室',
};

/** The same as it is shown. */
export const MASKED = {
  disclosure: 'MASKED',
  name: '王**',
  mobile: '+86138****5678',
  identityNumber: '330282********001X',
  address: '虞波社区阳光花园',
};

export interface Wished {
  readonly needId: string;
  readonly id: string;
}

export class Meals implements AsyncDisposable {
  readonly world: World;
  readonly red: AllianceOfTest<'street' | 'community' | 'mall' | 'power'>;
  readonly blue: AllianceOfTest<'harbour'>;
  /** An app that the community lets read needs of the red alliance, for meals. */
  readonly app: Actor;

  private constructor(world: World, { red, blue, app }: Pick<Meals, 'red' | 'blue' | 'app'>) {
    this.world = world;
    this.red = red;
    this.blue = blue;
    this.app = app;
  }

  static async open(): Promise<Meals> {
    const world = await createWorld();
    const red = await world.alliance('五色', 'street', 'community', 'mall', 'power');
    const blue = await world.alliance('蓝湾', 'harbour');
    await world.people.join(there(red.mall.unit), blue.uuid);
    const app = await world.people.app(there(red.community.unit), red.uuid, ['needs:read'], 'care.meals');
    return new Meals(world, { red, blue, app });
  }

  /** A need of the community, shown to the red alliance, and whom it is for. */
  async wish(listing: Listed = {}): Promise<Wished> {
    const needId = await need(this.red.community, { title: '午餐', value: '10', unit: '份', ...listing });
    const { beneficiary } = await this.red.community.do(SetBeneficiaryDocument, { needId, ...WANG });
    return { needId, id: there(beneficiary).id };
  }

  async consent({ id }: Wished, purpose = 'care.meals', until: string | null = null): Promise<ConsentNowFragment> {
    const given = { beneficiaryId: id, purpose, evidence: '本人签署纸质同意书', until };
    return there((await this.red.community.do(RecordConsentDocument, given)).consent);
  }

  /** Claimed, accepted by the community and signed by both: the agreement. */
  async agree({ needId }: Wished, supplier: Actor): Promise<{ agreementId: string; commitmentId: string }> {
    const { community } = this.red;
    const claimed = there((await supplier.do(ClaimNeedDocument, { needId, amount: '2' })).match);
    const answered = { matchId: claimed.id, expectedVersion: claimed.version };
    const match = there((await community.do(AcceptMatchDocument, answered)).match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    return { agreementId: await signed(supplier, community, match), commitmentId };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.world[Symbol.asyncDispose]();
  }
}

/** The person as the actor sees it, the same by every way but its need, which may be hidden; null where not at all. */
export async function seenBy(actor: Actor, { needId, id }: Wished): Promise<BeneficiaryNowFragment | null> {
  const { need: one, needs, node } = await actor.ask(WhomItIsForDocument, { need: needId, id });
  const alone = node !== null && 'disclosure' in node ? (node as BeneficiaryNowFragment) : null;
  const listed = there(needs).nodes.find((each) => each.id === needId);
  const through = [one, listed].filter((each) => each !== null && each !== undefined);
  for (const { beneficiary } of through) {
    if (JSON.stringify(beneficiary) !== JSON.stringify(alone)) throw new Error('one way leads where another does not');
  }
  return alone;
}
