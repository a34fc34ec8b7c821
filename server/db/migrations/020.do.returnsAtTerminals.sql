-- Goods that come back are received and looked at without a network too.

alter table discrepancies drop constraint discrepancies_kind_check, add constraint discrepancies_kind_check
  check (kind in ('oversold', 'count', 'double_booked', 'double_sold', 'double_used', 'over_budget', 'return_short', 'return_extra', 'return_twice',
    'return_unknown', 'return_elsewhere', 'unknown_item'));

-- From then on terminals need no copy of it; null while something of it has to come or to be looked at, -infinity once they were told to drop it.
alter table returns add kept_until timestamptz;
update returns r set kept_until = coalesce(inspected_at, now()) + interval '1 day'
where state = 'inspected'
  and (closed_at is not null or not exists (select from return_lines l where l.return_id = r.id and l.received < l.expected));
create index returns_kept on returns (location, id) where kept_until is distinct from '-infinity';
create index returns_to_drop on returns (kept_until) where kept_until > '-infinity';

alter table return_gradings
  -- Of so many pieces nobody had said so before.
  add counted integer check (counted between 0 and quantity),
  -- Null: a channel said so.
  add terminal uuid,
  add staff text collate "C";
update return_gradings set counted = quantity;
alter table return_gradings alter counted set not null;
