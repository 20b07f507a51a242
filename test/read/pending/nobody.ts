/** States in which things are not over, and yet nobody is waited for: by machine, and why. What is waited in is declared by its module. */
import type { IdKind } from '../../../src/domain/kinds.ts';

export const nobodyIsWaitedFor: Readonly<Partial<Record<IdKind, Readonly<Record<string, string>>>>> = {
  unit: {
    INDEPENDENT: 'it goes on as it is',
    INCUBATING: 'it goes on until the relation to who incubates it ends',
  },
  identifier: {
    VERIFIED: 'it stands until its unit removes it',
    OVERRIDDEN: 'it stands until its unit removes it',
  },
  import: {
    QUEUED: 'the runner of imports takes it up by itself',
    CHECKING: 'the runner of imports reads the sheet',
    WRITING: 'the runner of imports writes the rows',
  },
  listingimport: {
    QUEUED: 'the runner of imports takes it up by itself',
    CHECKING: 'the runner of imports reads the sheet',
    WRITING: 'the runner of imports writes the rows',
  },
  invitation: {
    OPEN: 'whom it is for is not known here until they come with the code, which they were given in person',
  },
  relation: { AGREED: 'it holds until it ends' },
  personrelation: { AGREED: 'it holds until it ends' },
  householdlink: { AGREED: 'it holds until it ends' },
  visit: { RECORDED: 'it is a record; who made it may withdraw it' },
  alliance: { ACTIVE: 'it goes on; the lead that is offered waits by itself, which is no state' },
  membership: {
    ACTIVE: 'it goes on as it is',
    SUSPENDED: 'it stands until the coordinator thinks otherwise, who need not',
  },
  body: { STANDING: 'it goes on as it is' },
  programme: { RUNNING: 'it goes on as it is' },
  place: {
    PLANNED: 'its unit says when it is built',
    BUILDING: 'its unit says when it is in use',
    IN_USE: 'it goes on as it is',
    SUSPENDED: 'its unit says when it is in use again',
  },
  resource: { AVAILABLE: 'whoever may use it finds it' },
  slot: {
    OPEN: 'whoever wants it books it',
    KEPT: 'who booked it comes; nobody else has it',
    WITHDRAWN: 'it opens again where the rule of its resource says so',
  },
  distribution: { OPEN: 'whoever it is for comes; its unit closes it when it is over' },
  benefitrule: { OPEN: 'whoever it is for comes', PAUSED: 'its unit resumes it when it thinks fit' },
  proof: { RECORDED: 'it is a record; who made it may withdraw it' },
  redemption: { REDEEMED: 'it is a record; its unit may reverse it' },
  enrolment: { DRAWN: 'places are offered in turn; its unit ends it when it is over' },
  application: {
    APPLIED: 'the draw waits for its unit',
    WAITING: 'a place that is free is offered to it by itself',
    ENROLLED: 'it goes on as it is',
  },
  offer: {
    DRAFT: 'its unit publishes it when it is ready',
    PUBLISHED: 'whoever needs it finds it',
    PAUSED: 'its unit resumes it when it thinks fit',
    EXPIRED: 'its time is over; its unit may take it out of sight',
  },
  need: {
    DRAFT: 'its unit publishes it when it is ready',
    PUBLISHED: 'whoever has it finds it',
    PAUSED: 'its unit resumes it when it thinks fit',
    EXPIRED: 'its time is over; what was agreed in time may fulfil it yet',
  },
  match: { AGREED: 'its agreement waits for signatures' },
  agreement: {
    ACTIVE: 'its commitments wait to be delivered',
    SUSPENDED: 'it stands still until a party says that it goes on, or the time is over that was said',
    COMPLETED: 'all is done; it is active again where something is taken back',
  },
  commitment: { FULFILLED: 'all is done; it is open again where something is taken back' },
  event: {
    CONFIRMED: 'it counts; either side may take it back, and need not',
    RESOLVED: 'it is decided; either side may take it back, and need not',
  },
  booking: {
    CONFIRMED: 'the day comes by itself',
    IN_USE: 'who uses it leaves by itself, and its unit writes that down',
  },
  project: { OPEN: 'it goes on; the hours that are given to it wait to be confirmed' },
  sharing: { GRANTED: 'it holds until it ends' },
};
