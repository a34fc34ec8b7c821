-- What managers see of all channels at once, counted as it happens; and carriers, who tell us how parcels fare.

-- Holds by the quarter of an hour in which they were placed: every time zone's day begins at one.
create table hold_counts (
  at timestamptz not null,
  channel text collate "C" not null,
  location text collate "C" not null,
  placed bigint not null default 0,
  confirmed bigint not null default 0,
  released bigint not null default 0,
  expired bigint not null default 0,
  -- The same in pieces of stock.
  units_placed bigint not null default 0,
  units_confirmed bigint not null default 0,
  units_released bigint not null default 0,
  units_expired bigint not null default 0,
  -- Pieces that somebody had given back before, and that were sold by these holds.
  units_again bigint not null default 0,
  live bigint generated always as (placed - confirmed - released - expired) stored,
  primary key (at, channel, location)
) with (fillfactor = 50);
create index hold_counts_live on hold_counts (at) where live <> 0;

-- Pieces of a SKU that were given back and have not been sold again.
create table units_given_back (
  location text collate "C" not null,
  sku text collate "C" not null,
  units bigint not null check (units >= 0),
  primary key (location, sku)
) with (fillfactor = 50);

-- Up to where in the feed holds have been counted.
create table overview_head (
  one boolean primary key default true check (one),
  position bigint not null default 0
);
insert into overview_head default values;

create table carriers (
  code text collate "C" primary key,
  name text not null,
  -- Signs what it sends, after Standard Webhooks. It is needed as it is, so it cannot be kept as a digest.
  secret text not null,
  -- Where in its messages the parcel, the state and the moment stand, and what each state means.
  fields json not null,
  states json not null,
  created_at timestamptz not null default now()
);

-- Every message whose signature was right, and what became of it.
create table carrier_messages (
  carrier text collate "C" not null references carriers on delete cascade,
  id text collate "C" not null,
  at timestamptz not null default date_trunc('milliseconds', now()),
  parcel text,
  state text,
  -- Null: we died over it, and its repeat is taken anew.
  answer json,
  primary key (carrier, id)
);
create index carrier_messages_newest on carrier_messages (carrier, at desc, id desc);
create index orders_by_parcel on orders (parcel) where parcel is not null;
