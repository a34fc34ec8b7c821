-- The spine: the hub, its catalogue, levels and their ledger, holds and claims, verdicts, the feed, people and terminals.
--
-- Codes that people give (locations, SKUs, channels) are keys themselves, compared by bytes: what a row means can be read off it, and the
-- order in which rows are locked is the same on every server. Tables that every hold writes carry no foreign keys: each would cost a look-up
-- per row, and `npm run self-check` proves the same on a running hub.

create table hub (
  one boolean primary key default true check (one),
  -- Names the life of this database. Replicas of another epoch start over.
  epoch uuid not null default gen_random_uuid(),
  currency char(3) not null default 'VND',
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
insert into hub default values;

-- The feed's last position. Updated last in every transaction that changes what others follow, so that positions are in commit order.
create table feed_head (
  one boolean primary key default true check (one),
  position bigint not null default 0
) with (fillfactor = 10);
insert into feed_head default values;

create table feed (
  position bigint primary key,
  at timestamptz not null,
  type text collate "C" not null,
  subject text collate "C" not null,
  location text collate "C",
  -- What has to be told as it was then; the rest of a change is read from its subject.
  deadline timestamptz,
  data json
);
create index feed_rare on feed (type, position) where type like any (array['replica.%', 'discrepancy.%']);

create table locations (
  code text collate "C" primary key,
  name text not null,
  time_zone text not null
);

create table channels (
  code text collate "C" primary key,
  name text not null,
  kind text not null check (kind in ('pos', 'web', 'marketplace', 'phone')),
  hold_ttl_seconds integer check (hold_ttl_seconds between 1 and 2592000),
  requests_per_minute integer check (requests_per_minute > 0)
);

create table channel_keys (
  id text collate "C" primary key,
  channel text collate "C" not null references channels,
  -- SHA-256 of the whole key; the key itself is random enough to need no slow hash, and is never stored.
  hash bytea not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table items (
  sku text collate "C" primary key,
  name text not null,
  -- The name in lower case and without accents, for search.
  folded text not null,
  barcodes text[] not null default '{}',
  price bigint not null check (price >= 0),
  currency char(3) not null,
  safety_stock integer not null default 0 check (safety_stock >= 0),
  flash_sale boolean not null default false
);

create table stock_levels (
  location text collate "C" not null,
  sku text collate "C" not null,
  -- Held and allotted pieces are part of on hand. On hand is negative only where a fact took more than was booked.
  on_hand integer not null default 0,
  held integer not null default 0 check (held >= 0),
  allotted integer not null default 0 check (allotted >= 0),
  in_transit integer not null default 0 check (in_transit >= 0),
  in_return integer not null default 0 check (in_return >= 0),
  quarantined integer not null default 0 check (quarantined >= 0),
  damaged integer not null default 0 check (damaged >= 0),
  -- What was promised or given beyond what is there; grows only by facts and counts (SPEC S4).
  shortfall integer not null default 0 check (shortfall >= 0),
  primary key (location, sku),
  constraint never_oversold check (on_hand - held - allotted + shortfall >= 0)
) with (fillfactor = 50);

create table stock_movements (
  location text collate "C" not null,
  sku text collate "C" not null,
  id bigint generated always as identity,
  at timestamptz not null,
  from_bucket text collate "C" not null,
  to_bucket text collate "C" not null,
  quantity integer not null check (quantity > 0),
  reason text not null,
  hold uuid,
  order_id uuid,
  return_id uuid,
  primary key (location, sku, id)
);

create table holds (
  id uuid primary key,
  state text collate "C" not null check (state in ('held', 'confirmed', 'released', 'expired')),
  channel text collate "C" not null,
  location text collate "C" not null,
  placed_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  reason text,
  terminal uuid,
  staff text collate "C",
  customer jsonb,
  check ((state = 'held') = (ended_at is null))
);
create index holds_due on holds (expires_at) where state = 'held';

create table stock_claims (
  hold uuid not null,
  line smallint not null,
  location text collate "C" not null,
  sku text collate "C" not null,
  quantity integer not null check (quantity > 0),
  -- The hold's deadline again, so that the overdue claims of one pool are found without reading all its live ones.
  expires_at timestamptz not null,
  active boolean not null default true,
  primary key (hold, line)
);
create index stock_claims_active on stock_claims (location, sku, expires_at) where active;

-- One row per settled command: what makes it exactly once (SPEC C1), and who did what (SPEC C6).
create table verdicts (
  -- `terminal:ID`, `key:ID` or `admin`.
  caller text collate "C" not null,
  key text collate "C" not null,
  body_hash text collate "C" not null,
  type text collate "C" not null,
  staff text collate "C",
  -- An accepted place command keeps only what cannot be read from its hold later; anything else its whole verdict or answer.
  hold uuid,
  deadline timestamptz,
  verdict json,
  check ((hold is null) = (verdict is not null)),
  position bigint not null,
  settled_at timestamptz not null,
  primary key (caller, key)
);

-- Ends a statement, and the transaction with it, when what it was decided on is no longer so.
create function refuse_unless(still boolean) returns boolean language plpgsql as $$
begin
  if still then return true; end if;
  raise exception 'what was decided on has changed' using errcode = 'HF001';
end
$$;

create table orders (
  id uuid primary key,
  number text not null,
  state text collate "C" not null check (state in ('awaiting_payment', 'deposit_paid', 'paid', 'shipped', 'delivered', 'expired',
    'cancelled', 'failed', 'delivery_failed', 'returning', 'returned')),
  channel text collate "C" not null,
  location text collate "C" not null,
  total bigint not null check (total >= 0),
  currency char(3) not null,
  terminal uuid,
  staff text collate "C",
  placed_at timestamptz not null
);
create index orders_newest on orders (placed_at desc);

create table order_lines (
  order_id uuid not null references orders,
  line smallint not null,
  sku text collate "C" not null,
  name text not null,
  quantity integer not null check (quantity > 0),
  price bigint not null check (price >= 0),
  hold uuid,
  primary key (order_id, line)
);

create table payments (
  id uuid primary key,
  order_id uuid not null references orders,
  method text not null,
  amount bigint not null,
  tendered bigint,
  reference text,
  at timestamptz not null
);
create index payments_of_order on payments (order_id);

create table discrepancies (
  id uuid primary key,
  kind text not null check (kind in ('oversold', 'count', 'double_booked')),
  location text collate "C" not null,
  sku text collate "C" not null,
  quantity integer not null check (quantity > 0),
  order_id uuid,
  terminal uuid,
  staff text collate "C",
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  note text
);
create index discrepancies_open on discrepancies (location, raised_at) where settled_at is null;

create table staff (
  id text collate "C" primary key,
  name text not null,
  role text not null check (role in ('staff', 'host', 'manager', 'admin')),
  -- argon2id in PHC form.
  pin_hash text not null,
  active boolean not null default true
);

create table terminals (
  id uuid primary key,
  -- Short and never used again: it begins the numbers on this terminal's receipts.
  code integer generated always as identity unique,
  name text not null,
  location text collate "C" not null references locations,
  channel text collate "C" not null references channels,
  token_hash bytea not null unique,
  last_sequence bigint not null default 0,
  paired_at timestamptz not null default now(),
  last_seen_at timestamptz,
  revoked_at timestamptz
);

create table pairing_codes (
  hash bytea primary key,
  location text collate "C" not null references locations,
  channel text collate "C" not null references channels,
  made_by text,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A person signed in at a terminal, for what only the hub can do.
create table sign_ins (
  token_hash bytea primary key,
  staff text collate "C" not null references staff,
  terminal uuid not null references terminals,
  expires_at timestamptz not null
);

-- Wrong tries at PINs and pairing codes, by what was tried; each doubles the wait.
create table wrong_tries (
  subject text collate "C" primary key,
  tries integer not null,
  wait_until timestamptz not null
);
