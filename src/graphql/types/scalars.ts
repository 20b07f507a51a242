/** Scalars whose JSON is text. The read graph spells them in SQL, so an answer passes through as it is. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';

const asIs = (value: unknown): unknown => value;

export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description:
    'An instant (时刻) in RFC 3339 with an offset, e.g. `2026-11-21T19:00:00+08:00`. Answers carry the offset of Beijing.',
  serialize: asIs,
  extensions: {},
});

export const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'LocalDate',
  description: 'A calendar day (日期) in Asia/Shanghai, ISO 8601, e.g. `2026-11-21`.',
  serialize: asIs,
  extensions: {},
});

const DECIMAL = /^-?\d{1,10}(\.\d{1,4})?$/;

function parseDecimal(value: unknown): string {
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw new GraphQLError(
    'A Decimal is a string of up to 10 digits, a point and up to 4 digits, e.g. "12.5". Decimal 须为字符串，整数部分至多 10 位、小数至多 4 位，如 "12.5"。',
  );
}

export const Decimal = new GraphQLScalarType<string>({
  name: 'Decimal',
  description: 'An exact decimal number (十进制数) as a string, e.g. `"12.5"`; never a binary fraction.',
  serialize: asIs as (value: unknown) => string,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : null),
});

export const scalars: readonly GraphQLScalarType[] = [DateTime, LocalDate, Decimal];
