/** Every kind of thing that has an id, and the name of its GraphQL type. The only registry of prefixes. */
export const idTypes = {
  unit: 'Unit',
  identifier: 'UnitIdentifier',
  person: 'Person',
  personrelationtype: 'PersonRelationType',
  personrelation: 'PersonRelation',
  post: 'Post',
  invitation: 'Invitation',
  alliance: 'Alliance',
  membership: 'Membership',
  relationtype: 'RelationType',
  relation: 'Relation',
  term: 'Term',
  area: 'Area',
  place: 'Place',
  resource: 'Resource',
  slot: 'Slot',
  offer: 'Offer',
  need: 'Need',
  match: 'Match',
  agreement: 'Agreement',
  commitment: 'Commitment',
  booking: 'Booking',
  event: 'ExchangeEvent',
  project: 'Project',
  partner: 'ProjectPartner',
  contribution: 'Contribution',
  app: 'App',
  key: 'AppKey',
  installation: 'AppInstallation',
  item: 'DataItem',
  sharing: 'SharingAgreement',
  disclosure: 'DisclosureRecord',
  beneficiary: 'Beneficiary',
  consent: 'Consent',
  audit: 'AuditEntry',
} as const;

export type IdKind = keyof typeof idTypes;

declare const kindOfId: unique symbol;

/** A UUID in PostgreSQL's spelling that names a thing of kind `K`; an offer's id is not a need's. */
export type Id<K extends IdKind> = string & { readonly [kindOfId]: K };
