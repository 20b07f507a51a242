import { Field, InputType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { App } from './app.types.ts';

@InputType('RegisterAppInput', { description: 'An app that the unit you act for answers for (登记应用).' })
export class RegisterAppInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Name (名称).', { max: 60 })
  name!: string;

  @TextField('Who makes it (开发单位).', { max: 100 })
  vendor!: string;

  @TextField('What it uses data for (用途), in words that a unit decides by.', { max: 500 })
  purpose!: string;
}

@InputType('RetireAppInput', { description: 'An app to retire (停用应用).' })
export class RetireAppInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The app (应用).')
  appId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('registerApp', '登记应用')
export class RegisterAppPayload extends Payload {
  @Field(() => App, { nullable: true, description: 'The app (应用).' })
  app!: App | null;
}

@OutcomeOf('retireApp', '停用应用')
export class RetireAppPayload extends Payload {
  @Field(() => App, { nullable: true, description: 'The app (应用).' })
  app!: App | null;
}
