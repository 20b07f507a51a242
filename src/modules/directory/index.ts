/** 名录: who is who. Units, the posts in them, alliances and their members, and the words things are filed under. */
import type { Module } from '../../graphql/module.ts';
import { Alliance } from './alliances/alliance.entity.ts';
import { AllianceResolver } from './alliances/alliance.resolver.ts';
import { allianceRoots, allianceView } from './alliances/alliance.view.ts';
import { UnitIdentifier } from './identifiers/identifier.entity.ts';
import { IdentifierResolver } from './identifiers/identifier.resolver.ts';
import { IdentifierService } from './identifiers/identifier.service.ts';
import { identifierView } from './identifiers/identifier.view.ts';
import { Area, AreaSuccession } from './areas/area.entity.ts';
import { AreaResolver } from './areas/area.resolver.ts';
import { AreaService } from './areas/area.service.ts';
import { areaRoots, areaView } from './areas/area.view.ts';
import { Membership } from './memberships/membership.entity.ts';
import { MembershipResolver } from './memberships/membership.resolver.ts';
import { MembershipService } from './memberships/membership.service.ts';
import { membershipView } from './memberships/membership.view.ts';
import { PersonRelation, PersonRelationType } from './persons/person-relation.entity.ts';
import { PersonRelationResolver } from './persons/person-relation.resolver.ts';
import { PersonRelationService } from './persons/person-relation.service.ts';
import { personRelationRoots, personRelationTypeView, personRelationView } from './persons/person-relation.view.ts';
import { PersonResolver } from './persons/person.resolver.ts';
import { PersonService } from './persons/person.service.ts';
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
import { Relation, RelationType } from './relations/relation.entity.ts';
import { RelationResolver } from './relations/relation.resolver.ts';
import { RelationService } from './relations/relation.service.ts';
import { relationRoots, relationTypeView, relationView } from './relations/relation.view.ts';
import { Term } from './terms/term.entity.ts';
import { TermResolver } from './terms/term.resolver.ts';
import { termRoots, termView } from './terms/term.view.ts';
import { Unit, UnitContact, UnitContactMask, UnitContactRemoval, type UnitKind } from './units/unit.entity.ts';
import { FormerName } from './units/former-name.entity.ts';
import { formerNameView } from './units/former-name.view.ts';
import { RenameResolver } from './units/rename.resolver.ts';
import { RenameService } from './units/rename.service.ts';
import { UnitResolver } from './units/unit.resolver.ts';
import { UnitService } from './units/unit.service.ts';
import { unitRoots, unitView } from './units/unit.view.ts';

export const directory: Module = {
  name: 'directory',
  resolvers: [
    UnitResolver,
    RenameResolver,
    IdentifierResolver,
    PostResolver,
    InvitationResolver,
    AllianceResolver,
    MembershipResolver,
    RelationResolver,
    PersonResolver,
    PersonRelationResolver,
    TermResolver,
    AreaResolver,
    PlaceResolver,
  ],
  entities: [
    Unit,
    UnitContact,
    UnitContactMask,
    UnitContactRemoval,
    UnitIdentifier,
    FormerName,
    Person,
    Post,
    Invitation,
    Alliance,
    Membership,
    RelationType,
    Relation,
    PersonRelationType,
    PersonRelation,
    Term,
    Area,
    AreaSuccession,
    Place,
  ],
  read: {
    views: [
      unitView,
      formerNameView,
      identifierView,
      personView,
      postView,
      invitationView,
      allianceView,
      membershipView,
      relationTypeView,
      relationView,
      personRelationTypeView,
      personRelationView,
      termView,
      areaView,
      placeView,
    ],
    extensions: {},
    roots: {
      ...{ ...unitRoots, ...invitationRoots, ...allianceRoots, ...relationRoots, ...termRoots },
      ...{ ...areaRoots, ...placeRoots, ...personRelationRoots },
    },
  },
  rules: {
    Query: {
      unit: 'anyone',
      units: 'anyone',
      invitations: 'signedIn',
      alliance: 'anyone',
      alliances: 'anyone',
      relation: 'anyone',
      relations: 'anyone',
      relationTypes: 'anyone',
      personRelation: 'anyone',
      personRelations: 'anyone',
      personRelationTypes: 'anyone',
      terms: 'anyone',
      area: 'anyone',
      areas: 'anyone',
      place: 'anyone',
      places: 'anyone',
    },
    Mutation: {
      updateUnitContact: 'signedIn',
      removeUnitContact: 'signedIn',
      renameUnit: 'signedIn',
      addUnitIdentifier: 'signedIn',
      overrideUnitIdentifier: 'signedIn',
      verifyUnitIdentifier: 'signedIn',
      removeUnitIdentifier: 'signedIn',
      inviteToPost: 'signedIn',
      acceptInvitation: 'signedIn',
      cancelInvitation: 'signedIn',
      endPost: 'signedIn',
      applyForMembership: 'signedIn',
      approveMembership: 'signedIn',
      rejectMembership: 'signedIn',
      withdrawApplication: 'signedIn',
      leaveAlliance: 'signedIn',
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
      [RenameResolver, new RenameResolver(new RenameService(work))],
      [IdentifierResolver, new IdentifierResolver(new IdentifierService(work))],
      [PostResolver, new PostResolver(new PostService(work))],
      [InvitationResolver, new InvitationResolver(new InvitationService(work), new AcceptInvitationService(work))],
      [AllianceResolver, new AllianceResolver()],
      [MembershipResolver, new MembershipResolver(new MembershipService(work))],
      [RelationResolver, new RelationResolver(new RelationService(work))],
      [PersonResolver, new PersonResolver(new PersonService(work))],
      [PersonRelationResolver, new PersonRelationResolver(new PersonRelationService(work))],
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
