/** What units have and share: resources, the times in which they can be had, and who booked them. */
import type { Part } from '../../../graphql/module.ts';
import { AvailabilityResolver } from './availability/availability.resolver.ts';
import { AvailabilityService } from './availability/availability.service.ts';
import { shareView } from './availability/availability.view.ts';
import { ExceptionService } from './availability/exception.service.ts';
import { Booking } from './bookings/booking.entity.ts';
import { BookingResolver } from './bookings/booking.resolver.ts';
import { BookingService } from './bookings/booking.service.ts';
import { bookingRoots, bookingView } from './bookings/booking.view.ts';
import { PeriodService } from './bookings/period.service.ts';
import { UseResolver } from './bookings/use.resolver.ts';
import { UseService } from './bookings/use.service.ts';
import { Resource } from './resources/resource.entity.ts';
import { ResourceResolver } from './resources/resource.resolver.ts';
import { ResourceService } from './resources/resource.service.ts';
import { resourceRoots, resourceView } from './resources/resource.view.ts';
import { RuleResolver } from './rules/rule.resolver.ts';
import { RuleService } from './rules/rule.service.ts';
import { Slot } from './slots/slot.entity.ts';
import { SlotResolver } from './slots/slot.resolver.ts';
import { SlotService } from './slots/slot.service.ts';
import { slotView } from './slots/slot.view.ts';

export const resources: Part = {
  resolvers: [ResourceResolver, RuleResolver, AvailabilityResolver, SlotResolver, BookingResolver, UseResolver],
  entities: [Resource, Slot, Booking],
  views: [resourceView, shareView, slotView, bookingView],
  roots: { ...resourceRoots, ...bookingRoots },
  rules: {
    Query: { resource: 'anyone', resources: 'anyone', bookings: 'signedIn' },
    Mutation: {
      publishResource: 'signedIn',
      openSlots: 'signedIn',
      setBookingRule: 'signedIn',
      setAvailability: 'signedIn',
      addAvailabilityException: 'signedIn',
      removeAvailabilityException: 'signedIn',
      bookPeriod: 'signedIn',
      bookSlot: 'signedIn',
      holdSlot: 'signedIn',
      confirmBooking: 'signedIn',
      startBooking: 'signedIn',
      completeBooking: 'signedIn',
      cancelBooking: 'signedIn',
      recordNoShow: 'signedIn',
    },
  },
  instances: (work) => [
    [ResourceResolver, new ResourceResolver(new ResourceService(work))],
    [SlotResolver, new SlotResolver(new SlotService(work))],
    [RuleResolver, new RuleResolver(new RuleService(work))],
    [AvailabilityResolver, new AvailabilityResolver(new AvailabilityService(work), new ExceptionService(work))],
    [BookingResolver, new BookingResolver(new BookingService(work), new PeriodService(work))],
    [UseResolver, new UseResolver(new UseService(work))],
  ],
};
