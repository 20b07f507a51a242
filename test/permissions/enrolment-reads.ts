/** What filters and orders of enrolments, and of applications to them, read: as `reads.ts` has it of everything else. */

export const enrolmentReads = {
  filters: {
    'EnrolmentApplicationFilter.enrolmentId': 'enrolment { id }',
    'EnrolmentApplicationFilter.number': 'number',
    'EnrolmentApplicationFilter.state': 'state',
    'EnrolmentApplicationFilter.unitId': 'unit { id }',
    'EnrolmentFilter.method': 'method',
    'EnrolmentFilter.offerId': 'offer { id }',
    'EnrolmentFilter.state': 'state',
    'EnrolmentFilter.unitId': 'unit { id }',
    'EnrolmentTurnFilter.state': 'state',
  },
  comparisons: {
    'EnrolmentFilter.takesApplications': 'Enrolment.state Enrolment.applications',
    'EnrolmentTurnFilter.number': 'EnrolmentTurn.number',
  },
  others: {
    'EnrolmentTurnOrder.NUMBER': 'EnrolmentTurn.number',
    'EnrolmentTurnOrder.TURN': 'EnrolmentTurn.turn',
  },
} as const;
