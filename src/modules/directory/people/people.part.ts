/** Who acts for units: persons, posts and invitations; how units, and persons, are related; households, and who visits them. */
import type { Part } from '../../../graphql/module.ts';
import { Household } from './households/household.entity.ts';
import { HouseholdResolver } from './households/household.resolver.ts';
import { HouseholdService } from './households/household.service.ts';
import {
  householdLinkTypeView,
  householdLinkView,
  householdRoots,
  householdView,
} from './households/household.view.ts';
import { HouseholdLink, HouseholdLinkType } from './households/link.entity.ts';
import { proposedLinks } from './households/link.pending.ts';
import { HouseholdLinkResolver } from './households/link.resolver.ts';
import { HouseholdLinkService } from './households/link.service.ts';
import { AttributeResolver } from './persons/attribute.resolver.ts';
import { AttributeService } from './persons/attribute.service.ts';
import { PersonRelation, PersonRelationType } from './person-relations/person-relation.entity.ts';
import { proposedPersonRelations } from './person-relations/person-relation.pending.ts';
import { PersonRelationResolver } from './person-relations/person-relation.resolver.ts';
import { PersonRelationService } from './person-relations/person-relation.service.ts';
import {
  personRelationRoots,
  personRelationTypeView,
  personRelationView,
} from './person-relations/person-relation.view.ts';
import { PersonResolver } from './persons/person.resolver.ts';
import { PersonService } from './persons/person.service.ts';
import { AcceptInvitationService } from './invitations/accept-invitation.service.ts';
import { Invitation } from './invitations/invitation.entity.ts';
import { InvitationResolver } from './invitations/invitation.resolver.ts';
import { InvitationService } from './invitations/invitation.service.ts';
import { invitationRoots, invitationView } from './invitations/invitation.view.ts';
import { Person } from './persons/person.entity.ts';
import { personView } from './persons/person.view.ts';
import { Post } from './posts/post.entity.ts';
import { PostResolver } from './posts/post.resolver.ts';
import { PostService } from './posts/post.service.ts';
import { postView } from './posts/post.view.ts';
import { Relation, RelationType } from './relations/relation.entity.ts';
import { proposedRelations } from './relations/relation.pending.ts';
import { RelationResolver } from './relations/relation.resolver.ts';
import { RelationService } from './relations/relation.service.ts';
import { relationRoots, relationTypeView, relationView } from './relations/relation.view.ts';
import { Visit } from './visits/visit.entity.ts';
import { VisitResolver } from './visits/visit.resolver.ts';
import { VisitService } from './visits/visit.service.ts';
import { visitRoots, visitView } from './visits/visit.view.ts';

export const people: Part = {
  resolvers: [
    PostResolver,
    InvitationResolver,
    RelationResolver,
    PersonResolver,
    AttributeResolver,
    PersonRelationResolver,
    HouseholdResolver,
    HouseholdLinkResolver,
    VisitResolver,
  ],
  entities: [
    Person,
    Post,
    Invitation,
    RelationType,
    Relation,
    PersonRelationType,
    PersonRelation,
    Household,
    HouseholdLinkType,
    HouseholdLink,
    Visit,
  ],
  views: [
    personView,
    postView,
    invitationView,
    relationTypeView,
    relationView,
    personRelationTypeView,
    personRelationView,
    householdView,
    householdLinkTypeView,
    householdLinkView,
    visitView,
  ],
  pending: [proposedRelations, proposedPersonRelations, proposedLinks],
  roots: { ...invitationRoots, ...relationRoots, ...personRelationRoots, ...householdRoots, ...visitRoots },
  rules: {
    Query: {
      invitations: 'signedIn',
      relation: 'anyone',
      relations: 'anyone',
      relationTypes: 'anyone',
      personRelation: 'anyone',
      personRelations: 'anyone',
      personRelationTypes: 'anyone',
      household: 'signedIn',
      households: 'signedIn',
      householdLinks: 'signedIn',
      householdLinkTypes: 'anyone',
      visits: 'signedIn',
    },
    Mutation: {
      inviteToPost: 'signedIn',
      inviteFirstAdministrator: 'signedIn',
      acceptInvitation: 'signedIn',
      cancelInvitation: 'signedIn',
      endPost: 'signedIn',
      proposeRelation: 'signedIn',
      agreeRelation: 'signedIn',
      declineRelation: 'signedIn',
      withdrawRelation: 'signedIn',
      endRelation: 'signedIn',
      setPerson: 'signedIn',
      setPersonAttribute: 'signedIn',
      erasePerson: 'signedIn',
      proposePersonRelation: 'signedIn',
      agreePersonRelation: 'signedIn',
      declinePersonRelation: 'signedIn',
      withdrawPersonRelation: 'signedIn',
      endPersonRelation: 'signedIn',
      registerHousehold: 'signedIn',
      updateHousehold: 'signedIn',
      eraseHousehold: 'signedIn',
      proposeHouseholdLink: 'signedIn',
      agreeHouseholdLink: 'signedIn',
      declineHouseholdLink: 'signedIn',
      withdrawHouseholdLink: 'signedIn',
      endHouseholdLink: 'signedIn',
      recordVisit: 'signedIn',
      correctVisit: 'signedIn',
      withdrawVisit: 'signedIn',
    },
  },
  instances: (work) => [
    [PostResolver, new PostResolver(new PostService(work))],
    [InvitationResolver, new InvitationResolver(new InvitationService(work), new AcceptInvitationService(work))],
    [RelationResolver, new RelationResolver(new RelationService(work))],
    [PersonResolver, new PersonResolver(new PersonService(work))],
    [AttributeResolver, new AttributeResolver(new AttributeService(work))],
    [PersonRelationResolver, new PersonRelationResolver(new PersonRelationService(work))],
    [HouseholdResolver, new HouseholdResolver(new HouseholdService(work))],
    [HouseholdLinkResolver, new HouseholdLinkResolver(new HouseholdLinkService(work))],
    [VisitResolver, new VisitResolver(new VisitService(work))],
  ],
};
