/** Scalars whose JSON is text. The read graph spells them in SQL, so an answer passes through as it is. */
import { GraphQLScalarType, Kind } from 'graphql';
import { isDay, parseInstant } from '../../domain/calendar.ts';
import { BadInputError } from '../../domain/errors.ts';

const asIs = (value: unknown): unknown => value;

interface TextScalar<T> {
  readonly name: string;
  readonly description: string;
  /** The value of a text; null where it is none. */
  readonly read: (text: string) => T | null;
  readonly rule: { readonly zh: string; readonly en: string };
}

/** A scalar that is text in JSON and in documents. Throws `BadInputError`, saying its rule, for all else. */
function textScalar<T>({ name, description, read, rule }: TextScalar<T>): GraphQLScalarType {
  const parse = (given: unknown): T => {
    const value = typeof given === 'string' ? read(given) : null;
    if (value === null) throw new BadInputError(rule.zh, rule.en);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize: asIs,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

export const DateTime = textScalar({
  name: 'DateTime',
  description:
    'An instant (时刻) in RFC 3339 with an offset, e.g. `2026-11-21T19:00:00+08:00`, from the year 2000 to the year 2100. Answers carry the offset of Beijing.',
  read: parseInstant,
  rule: {
    zh: 'DateTime 须为 RFC 3339 时刻，年份 2000 至 2100，时差不超过 ±14:00，不含闰秒，如 "2026-11-21T19:00:00+08:00"。',
    en: 'A DateTime is RFC 3339 with an offset of at most ±14:00 and no leap second, from the year 2000 to the year 2100, e.g. "2026-11-21T19:00:00+08:00".',
  },
});

export const LocalDate = textScalar({
  name: 'LocalDate',
  description:
    'A calendar day (日期) in Asia/Shanghai, ISO 8601, e.g. `2026-11-21`, from the year 2000 to the year 2100.',
  read: (text) => (isDay(text) ? text : null),
  rule: {
    zh: 'LocalDate 须为日历上有的日期，年份 2000 至 2100，如 "2026-11-21"。',
    en: 'A LocalDate is a day of the calendar, from the year 2000 to the year 2100, e.g. "2026-11-21".',
  },
});

/** What number it may be is the rule of its field. */
const DECIMAL = /^-?\d{1,40}(\.\d{1,40})?$/;

export const Decimal = textScalar({
  name: 'Decimal',
  description: 'An exact decimal number (十进制数) as a string, e.g. `"12.5"`; never a binary fraction.',
  read: (text) => (DECIMAL.test(text) ? text : null),
  rule: {
    zh: 'Decimal 须为由数字和小数点组成的字符串，如 "12.5"。',
    en: 'A Decimal is a string of digits and a point, e.g. "12.5".',
  },
});

export const scalars: readonly GraphQLScalarType[] = [DateTime, LocalDate, Decimal];
