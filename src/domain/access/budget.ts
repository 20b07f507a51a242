/** The budget of an app: points an hour, which its requests cost. */

/** An app, by the key that it sends; demo tokens are none. */
export interface Spender {
  readonly app: string;
  readonly credential: string | null;
}

/** What became of spending points. */
export interface Spent {
  readonly isAllowed: boolean;
  /** Points an hour, which is also the most there ever are to spend. */
  readonly limit: number;
  readonly remaining: number;
  /** When all of them are there again. */
  readonly resetAt: string;
  /** Seconds until the request would fit; 0 where it did, or never does. */
  readonly retryAfter: number;
}
