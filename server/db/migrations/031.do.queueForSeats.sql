-- The waiting room has lines for the seats of events too (SPEC Q7): who queues wants goods or seats.
alter table queued_buyers alter column sku drop not null;
alter table queued_buyers add column event text collate "C";
-- Only of this category; null: of any.
alter table queued_buyers add column category text collate "C";
alter table queued_buyers add column accessible boolean not null default false;
alter table queued_buyers add constraint queued_buyers_one_wish check ((sku is null) <> (event is null));
create index queued_buyers_for_seats on queued_buyers (event, place) where event is not null and hold is null and left_at is null;
create unique index queued_buyers_once_for_seats on queued_buyers (session, event)
  where event is not null and hold is null and left_at is null;
-- How a visitor stands is found by their session, also once they wait no more.
create index queued_buyers_by_session on queued_buyers (session, event, place) where event is not null;
