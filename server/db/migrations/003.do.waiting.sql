-- Guests who wait. The table of 002 was there before its rules and was never written.

drop table waiting_guests;

-- A guest who waits for a time, or for any table now. Their offer is a short pending booking.
create table waiting_guests (
  id uuid primary key,
  state text collate "C" not null check (state in ('waiting', 'offered', 'served', 'left', 'missed', 'expired')),
  channel text collate "C" not null,
  location text collate "C" not null,
  service text collate "C" not null,
  party integer not null check (party > 0),
  -- The start that they want lies in this range; once it is over they wait no more.
  wanted tstzrange not null,
  at_the_door boolean not null,
  came_at timestamptz not null,
  customer jsonb,
  note text,
  quoted_minutes integer,
  terminal uuid,
  staff text collate "C",
  -- The booking that is their offer, or was the last one.
  offer uuid,
  -- Of one who has an offer: from then on it is missed.
  offer_until timestamptz,
  ended_at timestamptz,
  reason text,
  check (state <> 'offered' or (offer is not null and offer_until is not null))
);
-- Who waits is looked up after every commit: mostly nobody does.
create index waiting_guests_in_turn on waiting_guests (location, came_at) where state = 'waiting';
create index waiting_guests_offered on waiting_guests (offer_until) where state = 'offered';
-- For those who are to be taken off the list.
create index waiting_guests_open on waiting_guests (upper(wanted)) where state in ('waiting', 'missed');

-- The waiting guest whose offer it is, or who was served with it.
alter table bookings add column waiting uuid;
-- Nobody has two offers, whatever the programs above do.
create unique index one_offer_each on bookings (waiting) where state = 'pending';
