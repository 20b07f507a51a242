/** Resources, offers and needs from sheets, and into them. */
import type { Part } from '../../../graphql/module.ts';
import { checkedListingImports } from './import.pending.ts';
import { ListingImport, ListingImportIssue } from './import.entity.ts';
import { ListingImportResolver } from './import.resolver.ts';
import { ListingImportService } from './import.service.ts';
import { importedListingView, listingImportIssueView, listingImportRoots, listingImportView } from './import.view.ts';

export const sheets: Part = {
  resolvers: [ListingImportResolver],
  entities: [ListingImport, ListingImportIssue],
  views: [listingImportView, listingImportIssueView, importedListingView],
  pending: [checkedListingImports],
  roots: listingImportRoots,
  rules: {
    Query: { listingImport: 'signedIn', listingImports: 'signedIn' },
    Mutation: { importListings: 'signedIn', confirmListingImport: 'signedIn', cancelListingImport: 'signedIn' },
  },
  instances: (work) => [[ListingImportResolver, new ListingImportResolver(new ListingImportService(work))]],
};
