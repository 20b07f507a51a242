/** 名录: who is who. Units, the posts in them, alliances and their members, and the words things are filed under. */
import type { Module } from '../../graphql/module.ts';
import { Alliance } from './alliances/alliance.entity.ts';
import { AllianceActsResolver } from './alliances/alliance-acts.resolver.ts';
import { AllianceResolver } from './alliances/alliance.resolver.ts';
import { AllianceService } from './alliances/alliance.service.ts';
import { LeadService } from './alliances/lead.service.ts';
import { allianceRoots, allianceView } from './alliances/alliance.view.ts';
import { ClassificationScheme, UnitClassification } from './classifications/classification.entity.ts';
import { ClassificationResolver } from './classifications/classification.resolver.ts';
import { ClassificationService } from './classifications/classification.service.ts';
import {
  classificationRoots,
  classificationSchemeView,
  classificationView,
} from './classifications/classification.view.ts';
import { Area, AreaSuccession } from './areas/area.entity.ts';
import { AreaResolver } from './areas/area.resolver.ts';
import { AreaService } from './areas/area.service.ts';
import { areaRoots, areaView } from './areas/area.view.ts';
import { GoverningBody, Seat } from './bodies/body.entity.ts';
import { BodyResolver } from './bodies/body.resolver.ts';
import { BodyService } from './bodies/body.service.ts';
import { bodyView, seatView } from './bodies/body.view.ts';
import { SeatService } from './bodies/seat.service.ts';
import { Charter } from './charters/charter.entity.ts';
import { CharterResolver } from './charters/charter.resolver.ts';
import { CharterService } from './charters/charter.service.ts';
import { charterView } from './charters/charter.view.ts';
import { HoursResolver } from './hours/hours.resolver.ts';
import { HoursService } from './hours/hours.service.ts';
import { renewOpenings } from './hours/renewal.service.ts';
import { UnitIdentifier } from './identifiers/identifier.entity.ts';
import { IdentifierResolver } from './identifiers/identifier.resolver.ts';
import { IdentifierService } from './identifiers/identifier.service.ts';
import { identifierView } from './identifiers/identifier.view.ts';
import { MemberInvitationResolver } from './memberships/member-invitation.resolver.ts';
import { MemberInvitationService } from './memberships/member-invitation.service.ts';
import { Membership, MembershipStretch } from './memberships/membership.entity.ts';
import { MembershipResolver } from './memberships/membership.resolver.ts';
import { MembershipService } from './memberships/membership.service.ts';
import { membershipStretchView, membershipView } from './memberships/membership.view.ts';
import { StandingResolver } from './memberships/standing.resolver.ts';
import { StandingService } from './memberships/standing.service.ts';
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
import { Programme, ProgrammeVersion } from './programmes/programme.entity.ts';
import { ProgrammeResolver } from './programmes/programme.resolver.ts';
import { ProgrammeService } from './programmes/programme.service.ts';
import { programmeRoots, programmeVersionView, programmeView } from './programmes/programme.view.ts';
import { RequiredRole } from './required-roles/required-role.entity.ts';
import { RequiredRoleResolver } from './required-roles/required-role.resolver.ts';
import { RequiredRoleService } from './required-roles/required-role.service.ts';
import { requiredRoleView } from './required-roles/required-role.view.ts';
import { AreaStatistic } from './statistics/statistic.entity.ts';
import { StatisticResolver } from './statistics/statistic.resolver.ts';
import { StatisticService } from './statistics/statistic.service.ts';
import { statisticView } from './statistics/statistic.view.ts';
import { Term } from './terms/term.entity.ts';
import { TermResolver } from './terms/term.resolver.ts';
import { termRoots, termView } from './terms/term.view.ts';
import { Track } from './tracks/track.entity.ts';
import { TrackResolver } from './tracks/track.resolver.ts';
import { TrackService } from './tracks/track.service.ts';
import { trackView } from './tracks/track.view.ts';
import { Unit, UnitContact, UnitContactMask, UnitContactRemoval, type UnitKind } from './units/unit.entity.ts';
import { FormerName } from './units/former-name.entity.ts';
import { formerKindView, formerNameView } from './units/former-name.view.ts';
import { FormerKind } from './units/former-kind.entity.ts';
import { DissolveService } from './units/dissolve.service.ts';
import { ReclassifyService } from './units/reclassify.service.ts';
import { UnitLifeResolver } from './units/unit-life.resolver.ts';
import { RenameResolver } from './units/rename.resolver.ts';
import { RenameService } from './units/rename.service.ts';
import { UnitResolver } from './units/unit.resolver.ts';
import { UnitService } from './units/unit.service.ts';
import { unitRoots, unitView } from './units/unit.view.ts';

export const directory: Module = {
  name: 'directory',
  resolvers: [
    UnitResolver,
    ...[RenameResolver, UnitLifeResolver, IdentifierResolver, ClassificationResolver],
    ...[PostResolver, InvitationResolver],
    ...[AllianceResolver, AllianceActsResolver, CharterResolver, TrackResolver, RequiredRoleResolver, BodyResolver],
    ...[MembershipResolver, MemberInvitationResolver, StandingResolver],
    ...[
      RelationResolver,
      ProgrammeResolver,
      TermResolver,
      AreaResolver,
      PlaceResolver,
      HoursResolver,
      StatisticResolver,
    ],
  ],
  entities: [
    ...[Unit, UnitContact, UnitContactMask, UnitContactRemoval, UnitIdentifier, FormerName, FormerKind],
    ...[ClassificationScheme, UnitClassification],
    ...[Person, Post, Invitation],
    ...[Alliance, Charter, Track, RequiredRole, GoverningBody, Seat, Membership, MembershipStretch],
    ...[Programme, ProgrammeVersion],
    ...[RelationType, Relation, Term, Area, AreaSuccession, AreaStatistic, Place],
  ],
  read: {
    views: [
      ...[unitView, formerNameView, formerKindView, identifierView],
      ...[classificationSchemeView, classificationView],
      ...[personView, postView, invitationView],
      ...[
        allianceView,
        charterView,
        trackView,
        requiredRoleView,
        bodyView,
        seatView,
        membershipView,
        membershipStretchView,
      ],
      ...[programmeView, programmeVersionView],
      ...[relationTypeView, relationView, termView, areaView, statisticView, placeView],
    ],
    extensions: {},
    roots: {
      ...{ ...unitRoots, ...invitationRoots, ...allianceRoots, ...relationRoots, ...termRoots },
      ...{ ...areaRoots, ...placeRoots, ...programmeRoots, ...classificationRoots },
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
      terms: 'anyone',
      classificationSchemes: 'anyone',
      area: 'anyone',
      areas: 'anyone',
      place: 'anyone',
      places: 'anyone',
      programme: 'anyone',
      programmes: 'anyone',
    },
    Mutation: {
      updateUnitContact: 'signedIn',
      removeUnitContact: 'signedIn',
      renameUnit: 'signedIn',
      reclassifyUnit: 'signedIn',
      dissolveUnit: 'signedIn',
      addUnitIdentifier: 'signedIn',
      overrideUnitIdentifier: 'signedIn',
      verifyUnitIdentifier: 'signedIn',
      removeUnitIdentifier: 'signedIn',
      classifyUnit: 'signedIn',
      endClassification: 'signedIn',
      inviteToPost: 'signedIn',
      acceptInvitation: 'signedIn',
      cancelInvitation: 'signedIn',
      endPost: 'signedIn',
      applyForMembership: 'signedIn',
      approveMembership: 'signedIn',
      rejectMembership: 'signedIn',
      withdrawApplication: 'signedIn',
      foundAlliance: 'signedIn',
      updateAlliance: 'signedIn',
      dissolveAlliance: 'signedIn',
      offerLead: 'signedIn',
      acceptLead: 'signedIn',
      declineLead: 'signedIn',
      adoptCharter: 'signedIn',
      addTrack: 'signedIn',
      reviseTrack: 'signedIn',
      retireTrack: 'signedIn',
      setRequiredRoles: 'signedIn',
      startProgramme: 'signedIn',
      adoptProgrammeVersion: 'signedIn',
      endProgramme: 'signedIn',
      establishBody: 'signedIn',
      reviseBody: 'signedIn',
      disbandBody: 'signedIn',
      appointToBody: 'signedIn',
      endSeat: 'signedIn',
      inviteMember: 'signedIn',
      acceptMembership: 'signedIn',
      declineMembership: 'signedIn',
      withdrawMemberInvitation: 'signedIn',
      suspendMembership: 'signedIn',
      resumeMembership: 'signedIn',
      removeMember: 'signedIn',
      changeMembershipRole: 'signedIn',
      leaveAlliance: 'signedIn',
      proposeRelation: 'signedIn',
      agreeRelation: 'signedIn',
      declineRelation: 'signedIn',
      withdrawRelation: 'signedIn',
      endRelation: 'signedIn',
      createArea: 'signedIn',
      reviseArea: 'signedIn',
      endArea: 'signedIn',
      succeedArea: 'signedIn',
      openPlace: 'signedIn',
      updatePlace: 'signedIn',
      changePlaceStatus: 'signedIn',
      recordAreaStatistic: 'signedIn',
      withdrawAreaStatistic: 'signedIn',
      setOpeningHours: 'signedIn',
      addExceptionalDays: 'signedIn',
      removeExceptionalDays: 'signedIn',
    },
  },
  instances: (work) => {
    const standing = new StandingService(work);
    return new Map<unknown, object>([
      [UnitResolver, new UnitResolver(new UnitService(work))],
      [RenameResolver, new RenameResolver(new RenameService(work))],
      [UnitLifeResolver, new UnitLifeResolver(new ReclassifyService(work), new DissolveService(work))],
      [IdentifierResolver, new IdentifierResolver(new IdentifierService(work))],
      [ClassificationResolver, new ClassificationResolver(new ClassificationService(work))],
      [PostResolver, new PostResolver(new PostService(work))],
      [InvitationResolver, new InvitationResolver(new InvitationService(work), new AcceptInvitationService(work))],
      [AllianceResolver, new AllianceResolver()],
      [RelationResolver, new RelationResolver(new RelationService(work))],
      [AllianceActsResolver, new AllianceActsResolver(new AllianceService(work), new LeadService(work))],
      [CharterResolver, new CharterResolver(new CharterService(work))],
      [TrackResolver, new TrackResolver(new TrackService(work))],
      [ProgrammeResolver, new ProgrammeResolver(new ProgrammeService(work))],
      [BodyResolver, new BodyResolver(new BodyService(work), new SeatService(work))],
      [RequiredRoleResolver, new RequiredRoleResolver(new RequiredRoleService(work))],
      [MembershipResolver, new MembershipResolver(new MembershipService(work), standing)],
      [MemberInvitationResolver, new MemberInvitationResolver(new MemberInvitationService(work))],
      [StandingResolver, new StandingResolver(standing)],
      [TermResolver, new TermResolver()],
      [AreaResolver, new AreaResolver(new AreaService(work))],
      [PlaceResolver, new PlaceResolver(new PlaceService(work))],
      [StatisticResolver, new StatisticResolver(new StatisticService(work))],
      [HoursResolver, new HoursResolver(new HoursService(work))],
    ]);
  },
};

export {
  Alliance,
  Area,
  Invitation,
  Membership,
  OperatorInvitationService,
  Person,
  Post,
  renewOpenings,
  Term,
  Unit,
  UnitClassification,
  UnitContact,
  type UnitKind,
};
