/** Fields of inputs: the GraphQL field and its rule in one decorator, with the sentence said when it does not hold. */
import { Field, ID, InputType, Int, type ClassType } from 'type-graphql';
import type { Bilingual } from '../../domain/errors.ts';
import { isFigure, isQuantity, LARGEST_QUANTITY } from '../../domain/quantity.ts';
import { isLine, isLines } from '../../domain/text.ts';
import { compose, nested, rule, type Check, type Decorate } from './input-rules.ts';
import { DateTime, Decimal } from './scalars.ts';

/** Longer texts may have several lines. */
const LONGEST_LINE = 200;

function writable(isWritable: (text: string) => boolean): Decorate {
  const all: Check = (value) => [value].flat().every((text) => typeof text !== 'string' || isWritable(text));
  return rule(all, {
    zh: '不得含控制字符或不完整的 Unicode 字符。',
    en: 'must not hold control characters or broken Unicode.',
  });
}

interface TextOptions {
  readonly max: number;
  readonly optional?: boolean;
  readonly matching?: RegExp;
  readonly hint?: Bilingual;
}

/** Text of 1 to `max` characters that is not only white space and holds no control characters. */
export function TextField(description: string, { max, optional = false, matching, hint }: TextOptions): Decorate {
  const fits: Check = (value) =>
    typeof value === 'string' &&
    value.trim() !== '' &&
    Array.from(value).length <= max &&
    (matching === undefined || matching.test(value));
  const message = hint ?? { zh: `须为 1 至 ${max} 个字符的文字。`, en: `must be text of 1 to ${max} characters.` };
  return compose(
    optional,
    Field(() => String, { nullable: optional, description }),
    rule(fits, message),
    writable(max > LONGEST_LINE ? isLines : isLine),
  );
}

/** A global id. Its form and kind are checked where it is parsed. */
export function IdField(description: string, { optional = false } = {}): Decorate {
  return compose(
    optional,
    Field(() => ID, { nullable: optional, description }),
    writable(isLine),
  );
}

interface WholeNumberOptions {
  readonly min: number;
  readonly max: number;
  readonly optional?: boolean;
  /** What it is where nothing is said. */
  readonly defaultValue?: number;
}

export function WholeNumberField(
  description: string,
  { min, max, optional = false, ...rest }: WholeNumberOptions,
): Decorate {
  const fits: Check = (value) => typeof value === 'number' && value >= min && value <= max;
  const message = { zh: `须为 ${min} 至 ${max} 的整数。`, en: `must be a whole number from ${min} to ${max}.` };
  return compose(
    optional,
    Field(() => Int, { nullable: optional, description, ...rest }),
    rule(fits, message),
  );
}

/** A value of another input type, checked with its own rules. */
export function NestedField(type: () => ClassType, description: string, { optional = false } = {}): Decorate {
  return compose(optional, Field(type, { nullable: optional, description }), nested);
}

interface ListOptions {
  readonly max: number;
  readonly min?: number;
  readonly optional?: boolean;
}

export function NestedListField(
  type: () => ClassType,
  description: string,
  { max, min = 1, optional = false }: ListOptions,
): Decorate {
  const fits: Check = (value) => Array.isArray(value) && value.length >= min && value.length <= max;
  const message = { zh: `须有 ${min} 至 ${max} 项。`, en: `must have ${min} to ${max} items.` };
  return compose(
    optional,
    Field(() => [type()], { nullable: optional, description }),
    nested,
    rule(fits, message),
  );
}

export function IdListField(description: string, { max, min = 0, optional = false }: ListOptions): Decorate {
  const fits: Check = (value) =>
    Array.isArray(value) && value.length >= min && value.length <= max && new Set(value).size === value.length;
  const message = { zh: `须有 ${min} 至 ${max} 个互不相同的 id。`, en: `must have ${min} to ${max} different ids.` };
  return compose(
    optional,
    Field(() => [ID], { nullable: optional, description }),
    rule(fits, message),
    writable(isLine),
  );
}

/** Numbers of rows, from 1, each once; none where nothing is said. */
export function RowsField(description: string, { max }: { readonly max: number }): Decorate {
  const fits: Check = (value) =>
    Array.isArray(value) &&
    value.length <= max &&
    new Set(value).size === value.length &&
    value.every((row) => row >= 1);
  const message = { zh: `须为至多 ${max} 个互不相同的行号。`, en: `must be at most ${max} different numbers of rows.` };
  return compose(
    true,
    Field(() => [Int], { nullable: true, description }),
    rule(fits, message),
  );
}

/** One or more of a closed list of words, each once. */
export function ChoicesField(description: string, choices: readonly string[]): Decorate {
  const fits: Check = (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((item) => choices.includes(String(item)));
  const listed = choices.join(', ');
  const message = {
    zh: `须为以下各项中的一项或多项，各不重复：${listed}。`,
    en: `must be one or more of ${listed}, each once.`,
  };
  return compose(
    false,
    Field(() => [String], { description }),
    rule(fits, message),
  );
}

/** Codes of a vocabulary, each once. Whether there are such terms is asked where they are used. */
export function CodesField(description: string, max: number): Decorate {
  const fits: Check = (value) =>
    Array.isArray(value) &&
    value.length <= max &&
    new Set(value).size === value.length &&
    value.every((code) => /^[a-z.-]{1,60}$/.test(String(code)));
  const message = {
    zh: `须为至多 ${max} 个互不相同的词条代码。`,
    en: `must be at most ${max} different codes of terms.`,
  };
  return compose(
    true,
    Field(() => [String], { nullable: true, description }),
    rule(fits, message),
  );
}

/** A positive amount with up to four digits after the point. */
export function AmountField(description: string, { max = LARGEST_QUANTITY, optional = false } = {}): Decorate {
  const most = new Intl.NumberFormat('en').format(max);
  const fits: Check = (value) => typeof value === 'string' && isQuantity(value, max);
  const message = {
    zh: `须大于 0 且不超过 ${most}，小数至多 4 位。`,
    en: `must be greater than 0 and at most ${most}, with at most 4 digits after the point.`,
  };
  return compose(
    optional,
    Field(() => Decimal, {
      nullable: optional,
      description: `${description} Greater than 0 and at most ${most}, with at most 4 digits after the point.`,
    }),
    rule(fits, message),
  );
}

/** A figure of zero or more with up to four digits after the point. */
export function FigureField(description: string, { optional = false } = {}): Decorate {
  const most = new Intl.NumberFormat('en').format(LARGEST_QUANTITY);
  const message = {
    zh: `须为 0 至 ${most} 的数，小数至多 4 位。`,
    en: `must be from 0 to ${most}, with at most 4 digits after the point.`,
  };
  return compose(
    optional,
    Field(() => Decimal, {
      nullable: optional,
      description: `${description} From 0 to ${most}, with at most 4 digits after the point.`,
    }),
    rule((value) => typeof value === 'string' && isFigure(value, LARGEST_QUANTITY), message),
  );
}

/** The key of an attempt, on every mutation. */
export function KeyField(): Decorate {
  return TextField(
    'Your name for this attempt (幂等键), e.g. a UUID. A repeat with the same key, input and alliance hat does nothing again and is marked `replayed`; kept 7 days.',
    {
      max: 100,
      matching: /^[\x21-\x7e]+$/,
      hint: { zh: '须为 1 至 100 个无空格的 ASCII 字符。', en: 'must be 1 to 100 ASCII characters without spaces.' },
    },
  );
}

const VERSIONS = { min: 1, max: 2_000_000_000 };

/** The version the caller has seen, on every mutation that edits. */
export function VersionField(): Decorate {
  return WholeNumberField(
    'The `version` you have read (所见版本); refused with `VERSION_CONFLICT` when it is another by now.',
    VERSIONS,
  );
}

/** The version the caller has seen of what need not be there yet. */
export function VersionIfAnyField(): Decorate {
  return WholeNumberField(
    'The `version` you have read (所见版本), null where there was nothing yet; refused with `VERSION_CONFLICT` when it is another by now.',
    { ...VERSIONS, optional: true },
  );
}

const isLater: Check = (value, of) => {
  const { start } = of as Partial<PeriodInput>;
  return !(value instanceof Date) || !(start instanceof Date) || start < value;
};

@InputType('QuantityInput', { description: 'How much of what (数量).' })
export class QuantityInput {
  @AmountField('The number (数值).')
  value!: string;

  @TextField('The unit of measure or counting basis (计量单位), e.g. `场`, `人次`, `小时`.', { max: 20 })
  unit!: string;
}

@InputType('PeriodInput', { description: 'A period of time (时段): the start belongs to it, the end does not.' })
export class PeriodInput {
  @Field(() => DateTime, { description: 'Start (开始).' })
  start!: Date;

  @compose(
    false,
    Field(() => DateTime, { description: 'End, exclusive (结束); later than the start.' }),
    rule(isLater, { zh: '须晚于开始时间。', en: 'must be later than the start.' }),
  )
  end!: Date;
}
