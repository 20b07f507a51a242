import { defineEntity, p } from '@mikro-orm/core';

/** Who the subject of an issuer is (登录身份), for as long as `valid` holds. */
const LoginSchema = defineEntity({
  name: 'Login',
  schema: 'access',
  tableName: 'login',
  properties: {
    id: p.uuid().primary(),
    issuer: p.text(),
    subject: p.text(),
    personId: p.uuid(),
    valid: p.string().columnType('tstzrange'),
    version: p.integer().version(),
  },
});
export class Login extends LoginSchema.class {}
LoginSchema.setClass(Login);
