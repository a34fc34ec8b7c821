-- Goods that go from one location of the shop to another.

create table transfers (
  id uuid primary key,
  number text collate "C" not null,
  state text collate "C" not null check (state in ('sent', 'received', 'cancelled')),
  from_location text collate "C" not null,
  to_location text collate "C" not null check (to_location <> from_location),
  note text,
  sent_at timestamptz not null,
  sent_by text collate "C",
  received_at timestamptz,
  received_by text collate "C",
  -- Nothing of it is on the way from then on: it was called back, or what had not come was given up.
  closed_at timestamptz,
  -- From then on terminals need no copy of it; null while something of it may come, -infinity once they were told to drop it.
  kept_until timestamptz
);
create index transfers_kept_from on transfers (from_location, id) where kept_until is distinct from '-infinity';
create index transfers_kept_to on transfers (to_location, id) where kept_until is distinct from '-infinity';
create index transfers_to_drop on transfers (kept_until) where kept_until > '-infinity';

create table transfer_lines (
  transfer_id uuid not null references transfers,
  line smallint not null,
  sku text collate "C" not null,
  sent integer not null check (sent >= 0),
  received integer not null default 0 check (received >= 0),
  -- The discrepancy that was raised for what is missing.
  short uuid,
  primary key (transfer_id, sku)
);

-- Without an index: who wants to know what a transfer moved knows of which levels.
alter table stock_movements add transfer_id uuid;

alter table discrepancies
  add transfer_id uuid,
  drop constraint discrepancies_kind_check,
  add constraint discrepancies_kind_check
  check (kind in ('oversold', 'count', 'double_booked', 'double_sold', 'double_used', 'over_budget', 'return_short', 'return_extra', 'return_twice',
    'return_unknown', 'return_elsewhere', 'transfer_short', 'transfer_extra', 'transfer_twice', 'unknown_item'));
