-- What each channel may have of the one stock: how much stays for the others, and how much it may have at most.

create table channel_limits (
  channel text collate "C" not null references channels,
  location text collate "C" not null references locations,
  -- Empty: for all SKUs of the location.
  sku text collate "C" not null,
  safety_stock integer check (safety_stock >= 0),
  cap integer check (cap >= 0),
  -- What the channel holds of it, and what it sold since the counting began. Written only by who has locked the level.
  taken integer not null default 0 check (taken >= 0),
  since timestamptz not null,
  primary key (location, sku, channel),
  check (sku <> '' or cap is null),
  check (cap is not null or taken = 0)
) with (fillfactor = 50);

-- True if a channel has a limit of its own for this SKU: then every promise on it is decided on what was locked.
alter table stock_levels add limited boolean not null default false;

-- Counts up with each limit that is said: who decides on what is remembered sees that it is out of date.
alter table hub add limits_revision bigint not null default 0;
