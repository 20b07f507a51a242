-- Agreements are drafted as well (docs/decisions/0090): those come out of no match, and their first two parties stand for the sides.

alter table exchange.agreement alter column match_id drop not null;
