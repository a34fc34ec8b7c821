-- Seats of events, and live sessions to which holds are bound.

create table events (
  code text collate "C" primary key,
  name text not null,
  location text collate "C" not null references locations,
  starts_at timestamptz not null,
  -- A pretix seating plan as it was given: where each seat is and what it is called is read from here.
  plan json not null,
  -- A price by category, in minor units of the shop's currency.
  prices json not null,
  -- Whether suggestions leave no single seat alone.
  leaves_no_single boolean not null,
  seat_count integer not null,
  -- Another one whenever the plan or what is blocked changes: whoever keeps the plan in memory looks at it.
  revision integer not null default 1
);
create index events_of_location on events (location, starts_at);

-- One row for each seat that can be had: what is locked, and whether it is for sale at all.
create table seats (
  event text collate "C" not null,
  seat text collate "C" not null,
  blocked boolean not null default false,
  primary key (event, seat)
);

create table seat_claims (
  hold uuid not null,
  line smallint not null,
  event text collate "C" not null,
  seat text collate "C" not null,
  -- The hold's deadline: from then on it counts for nothing, whether or not somebody has tidied up. Null once the seat is sold.
  ends_at timestamptz,
  active boolean not null default true,
  primary key (hold, line)
);
-- Two people on one seat are impossible, whatever the programs above do.
create unique index seat_taken_once on seat_claims (event, seat) where active;

-- The changes of one event's seats, for viewers who come back.
create index feed_seats on feed (split_part(subject, '/', 1), position) where type = 'seat.changed';

-- A live presence. Whoever knows its id may keep it and end it, so only a digest of the id is kept.
create table sessions (
  key text collate "C" primary key,
  channel text collate "C" not null,
  opened_at timestamptz not null default now(),
  -- The end of its lease: nobody has to do anything for it to be over then.
  ends_at timestamptz not null,
  -- When its holds were given back.
  ended_at timestamptz
);
create index sessions_due on sessions (ends_at) where ended_at is null;
create index sessions_ended on sessions (ended_at) where ended_at is not null;

alter table holds add column session text collate "C";
create index holds_of_session on holds (session) where session is not null and state = 'held';
