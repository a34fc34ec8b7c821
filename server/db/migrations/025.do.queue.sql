-- The waiting room of a flash sale: who queues for goods of which nothing is left.
create table queued_buyers (
  -- The order of the line: given one after the other, whichever hub writes.
  place bigint generated always as identity primary key,
  id uuid not null unique,
  channel text collate "C" not null,
  location text collate "C" not null,
  sku text collate "C" not null,
  quantity integer not null check (quantity > 0),
  -- They wait for as long as this session lives, and what they are offered is held in it.
  session text collate "C" not null,
  customer jsonb,
  at timestamptz not null default clock_timestamp(),
  left_at timestamptz,
  -- How often an offer was refused: it names the next one, so that two hubs that see the same make one offer.
  refusals integer not null default 0,
  -- The hold that was offered; what became of it is what became of them.
  hold uuid
);
create index queued_buyers_waiting on queued_buyers (location, sku, place) include (quantity) where hold is null and left_at is null;
create unique index queued_buyers_once on queued_buyers (session, location, sku) where hold is null and left_at is null;
create index queued_buyers_by_hold on queued_buyers (hold) where hold is not null;
