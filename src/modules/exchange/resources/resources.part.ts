/** What units have and share: resources, when they can be had and who booked them, what there is of them, and who has them. */
import type { Part } from '../../../graphql/module.ts';
import { AvailabilityResolver } from './availability/availability.resolver.ts';
import { AvailabilityService } from './availability/availability.service.ts';
import { shareView } from './availability/availability.view.ts';
import { ExceptionService } from './availability/exception.service.ts';
import { Booking } from './bookings/booking.entity.ts';
import { heldBookings } from './bookings/booking.pending.ts';
import { BookingResolver } from './bookings/booking.resolver.ts';
import { BookingService } from './bookings/booking.service.ts';
import { bookingRoots, bookingView } from './bookings/booking.view.ts';
import { PeriodService } from './bookings/period.service.ts';
import { UseResolver } from './bookings/use.resolver.ts';
import { UseService } from './bookings/use.service.ts';
import { Lending } from './custody/lending.entity.ts';
import { pendingLendings } from './custody/lending.pending.ts';
import { LendingResolver } from './custody/lending.resolver.ts';
import { LendingService } from './custody/lending.service.ts';
import { lendingRoots, lendingView } from './custody/lending.view.ts';
import { Distribution } from './distributions/distribution.entity.ts';
import { DistributionResolver } from './distributions/distribution.resolver.ts';
import { DistributionService } from './distributions/distribution.service.ts';
import { distributionRoots, distributionView } from './distributions/distribution.view.ts';
import { EditResolver } from './resources/edit.resolver.ts';
import { EditService } from './resources/edit.service.ts';
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
import { CountService } from './stock/count.service.ts';
import { MovementResolver } from './stock/movement.resolver.ts';
import { MovementService } from './stock/movement.service.ts';
import { Stock, StockLot, StockMovement } from './stock/stock.entity.ts';
import { StockResolver } from './stock/stock.resolver.ts';
import { StockService } from './stock/stock.service.ts';
import { stockLotView, stockMovementView, stockRoots, stockView } from './stock/stock.view.ts';

export const resources: Part = {
  resolvers: [
    ResourceResolver,
    ...[EditResolver, RuleResolver, AvailabilityResolver, SlotResolver, BookingResolver, UseResolver],
    ...[StockResolver, MovementResolver, DistributionResolver, LendingResolver],
  ],
  entities: [Resource, Slot, Booking, Stock, StockLot, StockMovement, Distribution, Lending],
  views: [
    ...[resourceView, shareView, slotView, bookingView],
    ...[stockView, stockLotView, stockMovementView, distributionView, lendingView],
  ],
  pending: [heldBookings, ...pendingLendings],
  roots: { ...resourceRoots, ...bookingRoots, ...stockRoots, ...distributionRoots, ...lendingRoots },
  rules: {
    Query: {
      resource: 'anyone',
      resources: 'anyone',
      bookings: 'signedIn',
      stock: 'signedIn',
      stocks: 'signedIn',
      distribution: 'signedIn',
      lending: 'signedIn',
      lendings: 'signedIn',
    },
    Mutation: {
      publishResource: 'signedIn',
      updateResource: 'signedIn',
      retireResource: 'signedIn',
      recordResourceCondition: 'signedIn',
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
      openStock: 'signedIn',
      moveStock: 'signedIn',
      transferStock: 'signedIn',
      countStock: 'signedIn',
      setMinimumStock: 'signedIn',
      shareStock: 'signedIn',
      openDistribution: 'signedIn',
      handOut: 'signedIn',
      closeDistribution: 'signedIn',
      lendResource: 'signedIn',
      confirmLending: 'signedIn',
      returnResource: 'signedIn',
      confirmReturn: 'signedIn',
      cancelLending: 'signedIn',
    },
  },
  instances: (work) => [
    [ResourceResolver, new ResourceResolver(new ResourceService(work))],
    [SlotResolver, new SlotResolver(new SlotService(work))],
    [RuleResolver, new RuleResolver(new RuleService(work))],
    [AvailabilityResolver, new AvailabilityResolver(new AvailabilityService(work), new ExceptionService(work))],
    [BookingResolver, new BookingResolver(new BookingService(work), new PeriodService(work))],
    [UseResolver, new UseResolver(new UseService(work))],
    [EditResolver, new EditResolver(new EditService(work))],
    [StockResolver, new StockResolver(new StockService(work))],
    [MovementResolver, new MovementResolver(new MovementService(work), new CountService(work))],
    [DistributionResolver, new DistributionResolver(new DistributionService(work))],
    [LendingResolver, new LendingResolver(new LendingService(work))],
  ],
};
