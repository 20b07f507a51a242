/** Who acts for units: persons, posts and invitations; and how units, and persons, are related. */
import type { Part } from '../../../graphql/module.ts';
import { AttributeResolver } from './persons/attribute.resolver.ts';
import { AttributeService } from './persons/attribute.service.ts';
import { PersonRelation, PersonRelationType } from './person-relations/person-relation.entity.ts';
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
import { RelationResolver } from './relations/relation.resolver.ts';
import { RelationService } from './relations/relation.service.ts';
import { relationRoots, relationTypeView, relationView } from './relations/relation.view.ts';

export const people: Part = {
  resolvers: [
    PostResolver,
    InvitationResolver,
    RelationResolver,
    PersonResolver,
    AttributeResolver,
    PersonRelationResolver,
  ],
  entities: [Person, Post, Invitation, RelationType, Relation, PersonRelationType, PersonRelation],
  views: [
    personView,
    postView,
    invitationView,
    relationTypeView,
    relationView,
    personRelationTypeView,
    personRelationView,
  ],
  roots: { ...invitationRoots, ...relationRoots, ...personRelationRoots },
  rules: {
    Query: {
      invitations: 'signedIn',
      relation: 'anyone',
      relations: 'anyone',
      relationTypes: 'anyone',
      personRelation: 'anyone',
      personRelations: 'anyone',
      personRelationTypes: 'anyone',
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
    },
  },
  instances: (work) => [
    [PostResolver, new PostResolver(new PostService(work))],
    [InvitationResolver, new InvitationResolver(new InvitationService(work), new AcceptInvitationService(work))],
    [RelationResolver, new RelationResolver(new RelationService(work))],
    [PersonResolver, new PersonResolver(new PersonService(work))],
    [AttributeResolver, new AttributeResolver(new AttributeService(work))],
    [PersonRelationResolver, new PersonRelationResolver(new PersonRelationService(work))],
  ],
};
