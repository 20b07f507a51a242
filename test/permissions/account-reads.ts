/** What filters of accounts read: as `reads.ts` has it of everything else. */

export const accountFilters = {
  'AccountFilter.allianceId': 'alliance { id }',
  'AccountFilter.basis': 'basis',
  'AccountFilter.dimension': 'dimension',
  'AccountFilter.unitId': 'unit { id }',
  'ClearingFilter.allianceId': 'alliance { id } otherAlliance { id }',
  'ClearingFilter.state': 'state',
} as const;
