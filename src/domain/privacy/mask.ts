/**
 * Values as they are shown to who may not see them whole. What is not of the form that a rule knows is hidden whole; a
 * masked value masked again is the same.
 */
import { lengthOfArea } from './areas.ts';
import { fold } from './fold.ts';
import { compoundSurnames } from './surnames.ts';

const HIDDEN = '****';

/** `138****5678`, with the code of the country where there is one: `+86138****5678`. */
function mobile(number: string): string {
  if (/^(?:\+86)?1\d{2}\*{4}\d{4}$/.test(number)) return number;
  const match = /^((?:\+86)?1\d{2})\d{4}(\d{4})$/.exec(number);
  return match === null ? HIDDEN : `${match[1] ?? ''}${HIDDEN}${match[2] ?? ''}`;
}

/** `330282********1234`: the day of birth is hidden. Of old numbers of 15 digits as well. */
function identityNumber(number: string): string {
  if (/^\d{6}(?:\*{8}\d{3}[\dX]|\*{6}\d{3})$/i.test(number)) return number;
  const match = /^(\d{6})(\d{8}|\d{6})(\d{3}[\dX]|\d{3})$/i.exec(number);
  if (match === null || ![15, 18].includes(number.length)) return HIDDEN;
  const [, place = '', day = '', rest = ''] = match;
  return `${place}${'*'.repeat(day.length)}${rest}`;
}

/** `王**`, `欧阳**`: the surname, and always two stars. */
function name(full: string): string {
  const bare = full.replaceAll('*', '').trim();
  const letters = Array.from(bare);
  // 欧阳 by itself is more likely somebody of the surname 欧.
  const isCompound = compoundSurnames.has(letters.slice(0, 2).join('')) && (letters.length > 2 || full.includes('*'));
  return `${letters.slice(0, isCompound ? 2 : 1).join('')}**`;
}

/** `浙B***45`: province, office and the last two characters. */
function plate(number: string): string {
  const characters = Array.from(number).filter((character) => !/[\s·•\p{Pd}]/u.test(character));
  if (characters.length < 7) return HIDDEN;
  const hidden = '*'.repeat(characters.length - 4);
  return `${characters.slice(0, 2).join('')}${hidden}${characters.slice(-2).join('')}`;
}

/**
 * An address to the street, the estate or the village: what leads further is cut, and where no area that is known is
 * left, nothing is. May be empty.
 */
function address(full: string): string {
  const { text, at } = fold(full);
  return full.slice(0, at(lengthOfArea(text))).replace(/^[\s\p{P}]+/u, '');
}

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/** Cells of a hundredth of a degree: 1.11 km from south to north, and from west to east 0.96 km in Ningbo (30° N). */
const CELLS_PER_DEGREE = 100;

/** The middle of the cell. The last cell takes the last line of the earth too. As `exchange.community_degrees` says it. */
function middle(degrees: number, most: number): number {
  const cell = Math.min(Math.floor(degrees * CELLS_PER_DEGREE), most * CELLS_PER_DEGREE - 1);
  return (cell + 0.5) / CELLS_PER_DEGREE;
}

/**
 * The point to the precision of a community (社区): the middle of its cell in a grid that lies fast. However often it is
 * read, and however many needs of one household are known, nothing finer follows.
 */
function place({ longitude, latitude }: Point): Point {
  return { longitude: middle(longitude, 180), latitude: middle(latitude, 90) };
}

export const mask = { mobile, identityNumber, name, plate, address, place } as const;
