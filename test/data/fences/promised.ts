/** What no act may write of deliveries, disputes and promises: what it would be, the statement, and the rule that refuses it. */

export const DENIED = /permission denied/;

export const promisedFence: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
  [
    'a delivery that does something else than was promised',
    `insert into exchange.event (id, commitment_id, recorded_by_unit_id, action, quantity, occurred_at, note, recorded_at)
   values (gen_random_uuid(), :promise, :mall, 'MOVE', 1, '2026-11-21', '', '2026-11-21')`,
    /does what was promised/,
  ],
  [
    'a delivery that counts before anybody has answered',
    `update exchange.event set counted = quantity where id = :delivery`,
    DENIED,
  ],
  [
    'what does not count, taken back',
    `insert into exchange.event (id, commitment_id, recorded_by_unit_id, reverses_id, quantity, occurred_at, note, recorded_at)
   values (gen_random_uuid(), :promise, :mall, :delivery, 1, '2026-11-21', '', '2026-11-21')`,
    /taken back, all of it and nothing else/,
  ],
  [
    'a dispute decided where there is none',
    `insert into exchange.event_resolution values (:delivery, :power, 'DECIDED', 1, 'x', '2026-11-21')`,
    /a dispute ends when who objected withdraws/,
  ],
  [
    'a dispute put to the coordinators where there is none',
    `insert into exchange.event_referral values (:delivery, :mall, 'x', '2026-11-21')`,
    /put to the coordinators by one of the two units/,
  ],
  [
    'a promise released by who made it',
    `insert into exchange.commitment_release values (gen_random_uuid(), :promise, :mall, 1, 'x', '2026-11-21')`,
    /released by the unit that it was made to/,
  ],
  [
    'a promise released beyond what it is',
    `insert into exchange.commitment_release values (gen_random_uuid(), :promise, :community, 2, 'x', '2026-11-21')`,
    /is not released/,
  ],
  [
    'a breach of what is not overdue',
    `insert into exchange.commitment_breach values (:promise, :community, 'x', '2026-11-21')`,
    /once it is overdue/,
  ],
  [
    'a delivery confirmed by silence where no term is set',
    `insert into exchange.event_answer values (:delivery, null, 'CONFIRMED', null, '2027-11-21')`,
    /answered by the unit that did not record it, in time/,
  ],
  [
    'a delivery disputed by silence',
    `insert into exchange.event_answer values (:delivery, null, 'DISPUTED', 'x', '2027-11-21')`,
    /in time/,
  ],
];
