-- Goods that come back: nothing of them is for sale until somebody has looked at it.

create table returns (
  id uuid primary key,
  order_id uuid not null references orders,
  state text collate "C" not null check (state in ('returning', 'received', 'inspected')),
  location text collate "C" not null,
  received_in text collate "C",
  parcel text collate "C",
  reason text not null,
  -- The customer never had the goods.
  undelivered boolean not null,
  opened_at timestamptz not null,
  received_at timestamptz,
  inspected_at timestamptz,
  -- Nobody waits any more for what has not come.
  closed_at timestamptz
);
create index returns_of_order on returns (order_id);
create index returns_by_parcel on returns (parcel) where parcel is not null;
create index returns_open on returns (location, id) where state <> 'inspected' or closed_at is null;

create table return_lines (
  return_id uuid not null references returns,
  line smallint not null,
  sku text collate "C" not null,
  expected integer not null check (expected >= 0),
  received integer not null default 0 check (received >= 0),
  sellable integer not null default 0 check (sellable >= 0),
  damaged integer not null default 0 check (damaged >= 0),
  scrap integer not null default 0 check (scrap >= 0),
  -- The discrepancy that was raised for what is missing.
  short uuid,
  primary key (return_id, sku),
  check (sellable + damaged + scrap <= received)
);

-- What somebody saw. Never changed.
create table return_gradings (
  id bigint generated always as identity primary key,
  return_id uuid not null references returns,
  at timestamptz not null,
  sku text collate "C" not null,
  quantity integer not null check (quantity > 0),
  grade text collate "C" not null check (grade in ('sellable', 'damaged', 'scrap')),
  note text
);
create index gradings_of_return on return_gradings (return_id, id);

alter table orders add came_back bigint not null default 0 check (came_back between 0 and total);

create index movements_of_return on stock_movements (return_id) where return_id is not null;

alter table discrepancies drop constraint discrepancies_kind_check, add constraint discrepancies_kind_check
  check (kind in ('oversold', 'count', 'double_booked', 'double_sold', 'double_used', 'over_budget', 'return_short', 'return_extra'));
