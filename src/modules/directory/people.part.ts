/** Who acts for units: persons, posts and invitations; and how units are related. */
import type { Part } from '../../graphql/module.ts';
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
  resolvers: [PostResolver, InvitationResolver, RelationResolver],
  entities: [Person, Post, Invitation, RelationType, Relation],
  views: [personView, postView, invitationView, relationTypeView, relationView],
  roots: { ...invitationRoots, ...relationRoots },
  rules: {
    Query: { invitations: 'signedIn', relation: 'anyone', relations: 'anyone', relationTypes: 'anyone' },
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
    },
  },
  instances: (work) => [
    [PostResolver, new PostResolver(new PostService(work))],
    [InvitationResolver, new InvitationResolver(new InvitationService(work), new AcceptInvitationService(work))],
    [RelationResolver, new RelationResolver(new RelationService(work))],
  ],
};
