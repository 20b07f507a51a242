/** What people bring to a service, as it is written and as it is read. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { TextField } from '../../../../graphql/types/inputs.types.ts';
import { TermReference } from '../../references.types.ts';

@ObjectType('BroughtDocument', {
  description:
    'A document that people bring to a service (办事材料): of the vocabulary, or named by the unit. Seen by whoever sees the offer.',
})
export class BroughtDocument {
  @Field(() => TermReference, {
    nullable: true,
    description: 'What it is (材料), a term of the scheme DOCUMENT; null where `name` says it.',
  })
  document!: TermReference | null;

  @Field(() => String, { nullable: true, description: 'What it is called (材料名称); null where `document` says it.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'What matters about it (说明), e.g. `近三个月内`.' })
  note!: string | null;

  @Field(() => Boolean, { description: 'Whether it is required, or only helps (是否必需).' })
  isRequired!: boolean;
}

@InputType('BroughtDocumentInput', { description: 'A document that people bring (办事材料): `code` or `name`.' })
export class BroughtDocumentInput {
  @TextField('What it is (材料), a term of the scheme DOCUMENT, e.g. `document.prescription`.', {
    max: 60,
    optional: true,
  })
  code?: string | null;

  @TextField('What it is called (材料名称), where the vocabulary has it not.', { max: 60, optional: true })
  name?: string | null;

  @TextField('What matters about it (说明), e.g. `近三个月内`: for all to read.', { max: 100, optional: true })
  note?: string | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it is required (是否必需): it is unless said.' })
  isRequired!: boolean;
}
