/** Packages whose things pass between tests and house: both have to mean the same classes by them. */
import * as core from '@mikro-orm/core';
import * as postgresql from '@mikro-orm/postgresql';
import * as decimal from 'decimal.js';
import * as fastify from 'fastify';
import * as graphql from 'graphql';
import * as pg from 'pg';

export const packages = {
  '@mikro-orm/core': core,
  '@mikro-orm/postgresql': postgresql,
  'decimal.js': decimal,
  fastify,
  graphql,
  pg,
};
