-- Orders that wait for money: their hold, their plan, and what came in and has to go back.

alter table orders
  add hold uuid unique,
  add method text collate "C",
  add plan json,
  add customer jsonb,
  add expires_at timestamptz,
  add ended_at timestamptz,
  add reason text,
  add carrier text,
  add parcel text,
  add constraint unpaid_orders_have_a_deadline check (state not in ('awaiting_payment', 'deposit_paid') or expires_at is not null and hold is not null);
create index orders_unpaid on orders (expires_at) where state in ('awaiting_payment', 'deposit_paid');
-- Numbers are looked up by what a payer wrote. Terminals make theirs offline, so two might be alike.
create index orders_by_number on orders (number);

-- What people read: short, never used twice.
create sequence order_numbers;

-- A line of something else than stock has no SKU; what it is stands in `claim`, as `lineSchema` says.
alter table order_lines alter sku drop not null, add claim json, add constraint line_of_something check (sku is not null or claim is not null);

-- The same payer's reference counts once.
create unique index payments_once on payments (order_id, method, reference) where reference is not null;

create table refunds (
  id uuid primary key,
  order_id uuid not null references orders,
  amount bigint not null check (amount > 0),
  -- Withdrawn: the order stands again, and the money is its own.
  state text collate "C" not null check (state in ('due', 'done', 'withdrawn')),
  reason text collate "C" not null,
  raised_at timestamptz not null,
  done_at timestamptz
);
create index refunds_of_order on refunds (order_id);
create index refunds_due on refunds (raised_at) where state = 'due';
