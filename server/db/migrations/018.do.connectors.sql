-- Shops that sell through a system of their own: what they tell us of their orders, and what we tell them of the stock.

create table connectors (
  channel text collate "C" primary key references channels,
  kind text collate "C" not null check (kind in ('woocommerce', 'shopify')),
  location text collate "C" not null references locations,
  -- Signs what the shop sends. It is needed as it is, so it cannot be kept as a digest.
  secret text not null,
  -- Where and with what the shop is told of stock, as its kind wants it; null: it is not told.
  target json,
  -- Up to where in the feed changes of stock were noted for it.
  position bigint not null,
  -- It did not answer: nothing is sent before that.
  paused_until timestamptz,
  created_at timestamptz not null default now()
);

-- An order of a shop as far as we have heard of it. What was told earlier and comes later changes nothing.
create table connector_orders (
  channel text collate "C" not null references connectors on delete cascade,
  foreign_id text collate "C" not null,
  state text collate "C" not null check (state in ('open', 'paid', 'ended')),
  version timestamptz not null,
  -- Counts up when an order that had ended is taken up again.
  life integer not null default 0,
  primary key (channel, foreign_id)
);

-- Every message whose signature was right, and what became of it.
create table connector_messages (
  channel text collate "C" not null references connectors on delete cascade,
  id text collate "C" not null,
  at timestamptz not null default date_trunc('milliseconds', now()),
  topic text not null,
  foreign_id text,
  -- Null: we died over it, and its repeat is taken anew.
  answer json,
  primary key (channel, id)
);
create index connector_messages_newest on connector_messages (channel, at desc);

-- The SKUs of which a shop has to be told the stock, and how that went. A later change of one that waits is told with it.
create table stock_pushes (
  channel text collate "C" not null references connectors on delete cascade,
  sku text collate "C" not null,
  -- The feed's position of the last change, and of the last one that the shop was told.
  wanted bigint not null,
  told bigint not null default 0,
  available integer,
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  at timestamptz,
  answer text,
  primary key (channel, sku)
);
create index stock_pushes_due on stock_pushes (next_try_at) where told < wanted;

alter table discrepancies drop constraint discrepancies_kind_check, add constraint discrepancies_kind_check
  check (kind in ('oversold', 'count', 'double_booked', 'double_sold', 'double_used', 'over_budget', 'return_short', 'return_extra', 'unknown_item'));
