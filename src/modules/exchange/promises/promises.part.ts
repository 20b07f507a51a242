/** What units promise each other, and what was delivered of it: agreements with their commitments, and deliveries. */
import type { Part } from '../../../graphql/module.ts';
import { Agreement, Signature } from './agreements/agreement.entity.ts';
import { unsignedAgreements } from './agreements/agreement.pending.ts';
import { AgreementResolver } from './agreements/agreement.resolver.ts';
import { AgreementService } from './agreements/agreement.service.ts';
import { agreementRoots, agreementView, signatureView } from './agreements/agreement.view.ts';
import { AgreementSuspension, AgreementTermination } from './agreements/life.entity.ts';
import { LifeResolver } from './agreements/life.resolver.ts';
import { LifeService } from './agreements/life.service.ts';
import { BreachAnswer, Commitment, CommitmentBreach, CommitmentRelease } from './commitments/commitment.entity.ts';
import { duePromises } from './commitments/commitment.pending.ts';
import { CommitmentResolver } from './commitments/commitment.resolver.ts';
import { CommitmentService } from './commitments/commitment.service.ts';
import { commitmentRoots, commitmentView } from './commitments/commitment.view.ts';
import { Delivery, DeliveryAnswer, DisputeReferral, DisputeResolution } from './deliveries/delivery.entity.ts';
import { pendingDeliveries } from './deliveries/delivery.pending.ts';
import { DeliveryResolver } from './deliveries/delivery.resolver.ts';
import { DeliveryService } from './deliveries/delivery.service.ts';
import { deliveryRoots, deliveryView } from './deliveries/delivery.view.ts';
import { DisputeResolver } from './deliveries/dispute.resolver.ts';
import { DisputeService } from './deliveries/dispute.service.ts';
import { DraftResolver } from './terms/draft.resolver.ts';
import { DraftService } from './terms/draft.service.ts';
import { AgreementEdition, AgreementParty } from './terms/edition.entity.ts';
import { RenewResolver } from './terms/renew.resolver.ts';
import { RenewService } from './terms/renew.service.ts';

export const promises: Part = {
  resolvers: [
    AgreementResolver,
    LifeResolver,
    DraftResolver,
    RenewResolver,
    CommitmentResolver,
    DeliveryResolver,
    DisputeResolver,
  ],
  entities: [
    Agreement,
    AgreementParty,
    AgreementEdition,
    AgreementSuspension,
    AgreementTermination,
    Signature,
    Commitment,
    CommitmentRelease,
    CommitmentBreach,
    BreachAnswer,
    Delivery,
    DeliveryAnswer,
    DisputeReferral,
    DisputeResolution,
  ],
  views: [agreementView, signatureView, commitmentView, deliveryView],
  pending: [unsignedAgreements, duePromises, ...pendingDeliveries],
  roots: { ...agreementRoots, ...commitmentRoots, ...deliveryRoots },
  rules: {
    Query: { agreement: 'signedIn', agreements: 'signedIn', commitments: 'signedIn', deliveries: 'signedIn' },
    Mutation: {
      draftAgreement: 'signedIn',
      proposeTerms: 'signedIn',
      renewAgreement: 'signedIn',
      signAgreement: 'signedIn',
      cancelAgreement: 'signedIn',
      suspendAgreement: 'signedIn',
      resumeAgreement: 'signedIn',
      terminateAgreement: 'signedIn',
      withdrawTermination: 'signedIn',
      releaseCommitment: 'signedIn',
      declareBreach: 'signedIn',
      answerBreach: 'signedIn',
      recordDelivery: 'signedIn',
      confirmDelivery: 'signedIn',
      disputeDelivery: 'signedIn',
      reverseDelivery: 'signedIn',
      withdrawDispute: 'signedIn',
      referDispute: 'signedIn',
      resolveDispute: 'signedIn',
    },
  },
  instances: (work) => [
    [AgreementResolver, new AgreementResolver(new AgreementService(work))],
    [LifeResolver, new LifeResolver(new LifeService(work))],
    [DraftResolver, new DraftResolver(new DraftService(work))],
    [RenewResolver, new RenewResolver(new RenewService(work))],
    [CommitmentResolver, new CommitmentResolver(new CommitmentService(work))],
    [DeliveryResolver, new DeliveryResolver(new DeliveryService(work))],
    [DisputeResolver, new DisputeResolver(new DisputeService(work))],
  ],
};
