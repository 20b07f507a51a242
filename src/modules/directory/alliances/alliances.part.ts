/** Alliances (联盟): their members, charters, tracks, bodies and required parties; and programmes. */
import type { Part } from '../../../graphql/module.ts';
import { AllianceActsResolver } from './alliance/alliance-acts.resolver.ts';
import { Alliance } from './alliance/alliance.entity.ts';
import { AllianceResolver } from './alliance/alliance.resolver.ts';
import { AllianceService } from './alliance/alliance.service.ts';
import { allianceRoots, allianceView } from './alliance/alliance.view.ts';
import { offeredLeads } from './alliance/lead.pending.ts';
import { LeadService } from './alliance/lead.service.ts';
import { GoverningBody, Seat } from './bodies/body.entity.ts';
import { BodyResolver } from './bodies/body.resolver.ts';
import { BodyService } from './bodies/body.service.ts';
import { bodyView, seatView } from './bodies/body.view.ts';
import { SeatService } from './bodies/seat.service.ts';
import { Charter } from './charters/charter.entity.ts';
import { CharterResolver } from './charters/charter.resolver.ts';
import { CharterService } from './charters/charter.service.ts';
import { charterView } from './charters/charter.view.ts';
import { MemberInvitationResolver } from './memberships/member-invitation.resolver.ts';
import { MemberInvitationService } from './memberships/member-invitation.service.ts';
import { Membership, MembershipStretch } from './memberships/membership.entity.ts';
import { applications, invitedMemberships } from './memberships/membership.pending.ts';
import { MembershipResolver } from './memberships/membership.resolver.ts';
import { MembershipService } from './memberships/membership.service.ts';
import { membershipStretchView, membershipView } from './memberships/membership.view.ts';
import { StandingResolver } from './memberships/standing.resolver.ts';
import { StandingService } from './memberships/standing.service.ts';
import { Programme, ProgrammeVersion } from './programmes/programme.entity.ts';
import { ProgrammeResolver } from './programmes/programme.resolver.ts';
import { ProgrammeService } from './programmes/programme.service.ts';
import { programmeRoots, programmeVersionView, programmeView } from './programmes/programme.view.ts';
import { RequiredRole } from './required-roles/required-role.entity.ts';
import { RequiredRoleResolver } from './required-roles/required-role.resolver.ts';
import { RequiredRoleService } from './required-roles/required-role.service.ts';
import { requiredRoleView } from './required-roles/required-role.view.ts';
import { Track } from './tracks/track.entity.ts';
import { TrackResolver } from './tracks/track.resolver.ts';
import { TrackService } from './tracks/track.service.ts';
import { trackView } from './tracks/track.view.ts';

export const alliances: Part = {
  resolvers: [
    AllianceResolver,
    AllianceActsResolver,
    CharterResolver,
    TrackResolver,
    RequiredRoleResolver,
    BodyResolver,
    MembershipResolver,
    MemberInvitationResolver,
    StandingResolver,
    ProgrammeResolver,
  ],
  entities: [
    Alliance,
    Charter,
    Track,
    RequiredRole,
    GoverningBody,
    Seat,
    Membership,
    MembershipStretch,
    Programme,
    ProgrammeVersion,
  ],
  views: [
    allianceView,
    charterView,
    trackView,
    requiredRoleView,
    bodyView,
    seatView,
    membershipView,
    membershipStretchView,
    programmeView,
    programmeVersionView,
  ],
  pending: [applications, invitedMemberships, offeredLeads],
  roots: { ...allianceRoots, ...programmeRoots },
  rules: {
    Query: { alliance: 'anyone', alliances: 'anyone', programme: 'anyone', programmes: 'anyone' },
    Mutation: {
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
    },
  },
  instances: (work) => {
    const standing = new StandingService(work);
    return [
      [AllianceResolver, new AllianceResolver()],
      [AllianceActsResolver, new AllianceActsResolver(new AllianceService(work), new LeadService(work))],
      [CharterResolver, new CharterResolver(new CharterService(work))],
      [TrackResolver, new TrackResolver(new TrackService(work))],
      [ProgrammeResolver, new ProgrammeResolver(new ProgrammeService(work))],
      [BodyResolver, new BodyResolver(new BodyService(work), new SeatService(work))],
      [RequiredRoleResolver, new RequiredRoleResolver(new RequiredRoleService(work))],
      [MembershipResolver, new MembershipResolver(new MembershipService(work), standing)],
      [MemberInvitationResolver, new MemberInvitationResolver(new MemberInvitationService(work))],
      [StandingResolver, new StandingResolver(standing)],
    ];
  },
};
