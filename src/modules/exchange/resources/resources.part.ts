/** What units have and share: resources, the times in which they can be had, and who booked them. */
import type { Part } from '../../../graphql/module.ts';
import { Booking } from './bookings/booking.entity.ts';
import { BookingResolver } from './bookings/booking.resolver.ts';
import { BookingService } from './bookings/booking.service.ts';
import { bookingRoots, bookingView } from './bookings/booking.view.ts';
import { Resource, Slot } from './resources/resource.entity.ts';
import { ResourceResolver } from './resources/resource.resolver.ts';
import { ResourceService } from './resources/resource.service.ts';
import { resourceRoots, resourceView, slotView } from './resources/resource.view.ts';

export const resources: Part = {
  resolvers: [ResourceResolver, BookingResolver],
  entities: [Resource, Slot, Booking],
  views: [resourceView, slotView, bookingView],
  roots: { ...resourceRoots, ...bookingRoots },
  rules: {
    Query: { resource: 'anyone', resources: 'anyone', bookings: 'signedIn' },
    Mutation: {
      publishResource: 'signedIn',
      openSlots: 'signedIn',
      bookSlot: 'signedIn',
      cancelBooking: 'signedIn',
    },
  },
  instances: (work) => [
    [ResourceResolver, new ResourceResolver(new ResourceService(work))],
    [BookingResolver, new BookingResolver(new BookingService(work))],
  ],
};
