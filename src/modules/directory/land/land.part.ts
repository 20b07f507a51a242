/** Where things are: areas, places, when these are open, and what is known of areas in figures; and the words that all share. */
import type { Part } from '../../../graphql/module.ts';
import { Area, AreaSuccession } from './areas/area.entity.ts';
import { AreaResolver } from './areas/area.resolver.ts';
import { AreaService } from './areas/area.service.ts';
import { areaRoots, areaView } from './areas/area.view.ts';
import { HoursResolver } from './hours/hours.resolver.ts';
import { HoursService } from './hours/hours.service.ts';
import { Place } from './places/place.entity.ts';
import { PlaceResolver } from './places/place.resolver.ts';
import { PlaceService } from './places/place.service.ts';
import { placeRoots, placeView } from './places/place.view.ts';
import { AreaStatistic } from './statistics/statistic.entity.ts';
import { StatisticResolver } from './statistics/statistic.resolver.ts';
import { StatisticService } from './statistics/statistic.service.ts';
import { statisticView } from './statistics/statistic.view.ts';
import { Term } from './terms/term.entity.ts';
import { TermResolver } from './terms/term.resolver.ts';
import { termRoots, termView } from './terms/term.view.ts';

export const land: Part = {
  resolvers: [TermResolver, AreaResolver, PlaceResolver, HoursResolver, StatisticResolver],
  entities: [Term, Area, AreaSuccession, AreaStatistic, Place],
  views: [termView, areaView, statisticView, placeView],
  roots: { ...termRoots, ...areaRoots, ...placeRoots },
  rules: {
    Query: { terms: 'anyone', area: 'anyone', areas: 'anyone', place: 'anyone', places: 'anyone' },
    Mutation: {
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
  instances: (work) => [
    [TermResolver, new TermResolver()],
    [AreaResolver, new AreaResolver(new AreaService(work))],
    [PlaceResolver, new PlaceResolver(new PlaceService(work))],
    [StatisticResolver, new StatisticResolver(new StatisticService(work))],
    [HoursResolver, new HoursResolver(new HoursService(work))],
  ],
};
