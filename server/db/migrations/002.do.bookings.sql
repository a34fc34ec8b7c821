-- Bookings: resources with their hours, services, slots that are taken, bookings, and guests who wait.

create extension if not exists btree_gist;

create table resources (
  code text collate "C" primary key,
  kind text collate "C" not null check (kind in ('table', 'staff', 'room')),
  name text not null,
  location text collate "C" not null references locations,
  min_party integer not null default 1 check (min_party > 0),
  max_party integer check (max_party >= min_party),
  buffer_minutes integer not null default 0 check (buffer_minutes >= 0),
  skills text[] not null default '{}',
  joins text[] not null default '{}',
  -- Where it stands on the plan of its room, as `placementSchema` says.
  placement json,
  -- As `hoursSchema` says; null: always.
  hours json,
  -- SHA-256 of the secret in the address of its calendar; null: it has no address.
  calendar_digest bytea,
  active boolean not null default true
);
create index resources_of_location on resources (location);

create table services (
  code text collate "C" primary key,
  name text not null,
  duration_minutes integer not null check (duration_minutes > 0),
  needs json not null,
  confirm_within_seconds integer check (confirm_within_seconds > 0),
  cancel_free_until_minutes integer check (cancel_free_until_minutes >= 0),
  no_show_after_minutes integer check (no_show_after_minutes > 0)
);

-- A time range of a resource that a hold has taken. `during` is what was asked for, `blocked` what nobody else may have: with the time to turn
-- the table after it. An overlap is impossible, whatever the programs above do.
create table slot_claims (
  hold uuid not null,
  line smallint not null,
  resource text collate "C" not null,
  during tstzrange not null,
  blocked tstzrange not null,
  -- From this moment on it counts for nothing, whether or not somebody has tidied up: the hold's deadline, then the moment from which the guest
  -- has not come. Null once nothing ends it by itself.
  ends_at timestamptz,
  active boolean not null default true,
  primary key (hold, line),
  constraint never_double_booked exclude using gist (resource with =, blocked with &&) where (active)
);
create index slot_claims_due on slot_claims (ends_at) where active and ends_at is not null;

create table bookings (
  id uuid primary key,
  hold uuid not null unique,
  state text collate "C" not null check (state in ('pending', 'confirmed', 'seated', 'completed', 'expired', 'cancelled', 'late_cancelled', 'no_show')),
  channel text collate "C" not null,
  location text collate "C" not null,
  service text collate "C" not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  party integer not null check (party > 0),
  resources text[] not null,
  customer jsonb,
  note text,
  terminal uuid,
  staff text collate "C",
  booked_at timestamptz not null,
  -- Of a pending one.
  confirm_by timestamptz,
  -- Of a confirmed one: from then on the guest has not come.
  no_show_at timestamptz,
  -- Cancelled after this it is cancelled late.
  free_until timestamptz not null,
  seated_at timestamptz,
  ended_at timestamptz,
  reason text
);
create index bookings_of_location on bookings (location, starts_at);
create index bookings_unconfirmed on bookings (confirm_by) where state = 'pending';
create index bookings_missed on bookings (no_show_at) where state = 'confirmed';

-- A guest who waits for a time, or for any table now. An offer is a short pending booking.
create table waiting_guests (
  id uuid primary key,
  location text collate "C" not null,
  service text collate "C" not null,
  party integer not null check (party > 0),
  -- The start has to lie in this range; a guest who waits at the door has one that began when they came.
  wanted tstzrange not null,
  customer jsonb,
  state text collate "C" not null check (state in ('waiting', 'offered', 'served', 'left')),
  quoted_minutes integer,
  offer uuid,
  came_at timestamptz not null,
  ended_at timestamptz
);
create index waiting_guests_first on waiting_guests (location, came_at) where state in ('waiting', 'offered');
