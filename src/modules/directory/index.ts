/** 名录: who is who. Units, the posts in them, alliances and their members, and the words things are filed under. */
import type { Module } from '../../graphql/module.ts';
import { Alliance } from './alliances/alliance.entity.ts';
import { AllianceResolver } from './alliances/alliance.resolver.ts';
import { allianceRoots, allianceView } from './alliances/alliance.view.ts';
import { Area, AreaSuccession } from './areas/area.entity.ts';
import { AreaResolver } from './areas/area.resolver.ts';
import { AreaService } from './areas/area.service.ts';
import { areaRoots, areaView } from './areas/area.view.ts';
import { Membership } from './memberships/membership.entity.ts';
import { MembershipResolver } from './memberships/membership.resolver.ts';
import { MembershipService } from './memberships/membership.service.ts';
import { membershipView } from './memberships/membership.view.ts';
import { Place } from './places/place.entity.ts';
import { PlaceResolver } from './places/place.resolver.ts';
import { PlaceService } from './places/place.service.ts';
import { placeRoots, placeView } from './places/place.view.ts';
import { AcceptInvitationService } from './posts/accept-invitation.service.ts';
import { Invitation } from './posts/invitation.entity.ts';
import { InvitationResolver } from './posts/invitation.resolver.ts';
import { InvitationService } from './posts/invitation.service.ts';
import { invitationRoots, invitationView } from './posts/invitation.view.ts';
import { OperatorInvitationService } from './posts/operator-invitation.service.ts';
import { Person } from './posts/person.entity.ts';
import { personView } from './posts/person.view.ts';
import { Post } from './posts/post.entity.ts';
import { PostResolver } from './posts/post.resolver.ts';
import { PostService } from './posts/post.service.ts';
import { postView } from './posts/post.view.ts';
import { Term } from './terms/term.entity.ts';
import { TermResolver } from './terms/term.resolver.ts';
import { termRoots, termView } from './terms/term.view.ts';
import { Unit, UnitContact, UnitContactMask, UnitContactRemoval, type UnitKind } from './units/unit.entity.ts';
import { UnitResolver } from './units/unit.resolver.ts';
import { UnitService } from './units/unit.service.ts';
import { unitRoots, unitView } from './units/unit.view.ts';

export const directory: Module = {
  name: 'directory',
  resolvers: [
    UnitResolver,
    PostResolver,
    InvitationResolver,
    AllianceResolver,
    MembershipResolver,
    TermResolver,
    AreaResolver,
    PlaceResolver,
  ],
  entities: [
    Unit,
    UnitContact,
    UnitContactMask,
    UnitContactRemoval,
    Person,
    Post,
    Invitation,
    Alliance,
    Membership,
    Term,
    Area,
    AreaSuccession,
    Place,
  ],
  read: {
    views: [
      unitView,
      personView,
      postView,
      invitationView,
      allianceView,
      membershipView,
      termView,
      areaView,
      placeView,
    ],
    extensions: {},
    roots: { ...unitRoots, ...invitationRoots, ...allianceRoots, ...termRoots, ...areaRoots, ...placeRoots },
  },
  rules: {
    Query: {
      unit: 'anyone',
      units: 'anyone',
      invitations: 'signedIn',
      alliance: 'anyone',
      alliances: 'anyone',
      terms: 'anyone',
      area: 'anyone',
      areas: 'anyone',
      place: 'anyone',
      places: 'anyone',
    },
    Mutation: {
      updateUnitContact: 'signedIn',
      removeUnitContact: 'signedIn',
      inviteToPost: 'signedIn',
      acceptInvitation: 'signedIn',
      cancelInvitation: 'signedIn',
      endPost: 'signedIn',
      applyForMembership: 'signedIn',
      approveMembership: 'signedIn',
      rejectMembership: 'signedIn',
      withdrawApplication: 'signedIn',
      leaveAlliance: 'signedIn',
      createArea: 'signedIn',
      reviseArea: 'signedIn',
      endArea: 'signedIn',
      succeedArea: 'signedIn',
      openPlace: 'signedIn',
      updatePlace: 'signedIn',
      changePlaceStatus: 'signedIn',
    },
  },
  instances: (work) =>
    new Map<unknown, object>([
      [UnitResolver, new UnitResolver(new UnitService(work))],
      [PostResolver, new PostResolver(new PostService(work))],
      [InvitationResolver, new InvitationResolver(new InvitationService(work), new AcceptInvitationService(work))],
      [AllianceResolver, new AllianceResolver()],
      [MembershipResolver, new MembershipResolver(new MembershipService(work))],
      [TermResolver, new TermResolver()],
      [AreaResolver, new AreaResolver(new AreaService(work))],
      [PlaceResolver, new PlaceResolver(new PlaceService(work))],
    ]),
};

export {
  Alliance,
  Area,
  Invitation,
  Membership,
  OperatorInvitationService,
  Person,
  Post,
  Term,
  Unit,
  UnitContact,
  type UnitKind,
};
