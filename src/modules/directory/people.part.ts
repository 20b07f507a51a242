/** Who acts for units: persons, posts and invitations; and how units, and persons, are related. */
import type { Part } from '../../graphql/module.ts';
import { PersonRelation, PersonRelationType } from './persons/person-relation.entity.ts';
import { PersonRelationResolver } from './persons/person-relation.resolver.ts';
import { PersonRelationService } from './persons/person-relation.service.ts';
import { personRelationRoots, personRelationTypeView, personRelationView } from './persons/person-relation.view.ts';
import { PersonResolver } from './persons/person.resolver.ts';
import { PersonService } from './persons/person.service.ts';
import { AcceptInvitationService } from './posts/accept-invitation.service.ts';
import { Invitation } from './posts/invitation.entity.ts';
import { InvitationResolver } from './posts/invitation.resolver.ts';
import { InvitationService } from './posts/invitation.service.ts';
import { invitationRoots, invitationView } from './posts/invitation.view.ts';
import { Person } from './posts/person.entity.ts';
import { personView } from './posts/person.view.ts';
import { Post } from './posts/post.entity.ts';
import { PostResolver } from './posts/post.resolver.ts';
import { PostService } from './posts/post.service.ts';
import { postView } from './posts/post.view.ts';
import { Relation, RelationType } from './relations/relation.entity.ts';
import { RelationResolver } from './relations/relation.resolver.ts';
import { RelationService } from './relations/relation.service.ts';
import { relationRoots, relationTypeView, relationView } from './relations/relation.view.ts';

export const people: Part = {
  resolvers: [PostResolver, InvitationResolver, RelationResolver, PersonResolver, PersonRelationResolver],
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
    [PersonRelationResolver, new PersonRelationResolver(new PersonRelationService(work))],
  ],
};
