/** The context of a test file, as Jest makes it for Node, with a door to what is loaded outside of it. */
import { TestEnvironment } from 'jest-environment-node';
import { load } from './load.js';

/** What is asked of a thing by `instanceof`, inside and outside, means the same. Literals need not be shared. */
const CLASSES = {
  Date,
  Error,
  AggregateError,
  RangeError,
  SyntaxError,
  TypeError,
  Map,
  Set,
  WeakMap,
  WeakSet,
  Promise,
};

export default class HouseEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, CLASSES, { qinlinLoad: load });
  }
}
