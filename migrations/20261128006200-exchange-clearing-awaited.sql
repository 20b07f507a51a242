-- What an alliance is asked to confirm as settled (待确认的结清) is found by the alliance.

create index clearing_settlement_awaited on exchange.clearing_settlement (answering_alliance_id, id) where state = 'PROPOSED';
