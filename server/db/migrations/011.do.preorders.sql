-- Pre-orders: goods to come, apart from stock, with a ledger of their own; what is kept of deposits; reminders; refunds that say who, how and when;
-- payers who have begun to pay; statement lines that a person put away.

create table preorders (
  location text collate "C" not null references locations,
  sku text collate "C" not null references items,
  -- How many may be pre-ordered in all; what is promised and what has arrived is part of it.
  quantity integer not null check (quantity >= 0),
  promised integer not null default 0 check (promised >= 0),
  arrived integer not null default 0 check (arrived >= 0),
  release_at timestamptz not null,
  -- Null: all is paid at once, unless an order has a plan of its own.
  deposit_percent integer check (deposit_percent between 1 and 99),
  -- How much of the deposit goes back when the customer cancels or does not pay the rest.
  refund_percent integer not null check (refund_percent between 0 and 100),
  grace_seconds integer not null check (grace_seconds >= 0),
  -- How long before an instalment is due its payer is reminded.
  remind_before_seconds integer[] not null,
  primary key (location, sku),
  constraint never_overpromised check (quantity - promised - arrived >= 0)
);

create table preorder_claims (
  hold uuid not null,
  line smallint not null,
  location text collate "C" not null,
  sku text collate "C" not null,
  -- As it was ordered, and how much of that is still to come.
  quantity integer not null check (quantity > 0),
  waiting integer not null check (waiting between 0 and quantity),
  -- The order in which promises were made: in which goods are given out.
  place bigint generated always as identity,
  -- The hold's deadline: from then on it counts for nothing, whether or not somebody has tidied up. Null once it is confirmed.
  ends_at timestamptz,
  -- It is promised and still to come.
  active boolean not null default true,
  primary key (hold, line),
  check (waiting > 0 or not active)
);
create index preorder_claims_queue on preorder_claims (location, sku, place) where active;
create index preorder_claims_due on preorder_claims (location, sku, ends_at) where active;

create table preorder_movements (
  location text collate "C" not null,
  sku text collate "C" not null,
  id bigint generated always as identity,
  at timestamptz not null,
  from_bucket text collate "C" not null check (from_bucket in ('open', 'promised', 'arrived', 'outside')),
  to_bucket text collate "C" not null check (to_bucket in ('open', 'promised', 'arrived', 'outside')),
  quantity integer not null check (quantity > 0),
  reason text not null,
  hold uuid,
  order_id uuid,
  primary key (location, sku, id)
);

alter table orders
  -- Of pre-orders, as they were agreed: what is kept at most, the grace, when to remind.
  add terms json,
  add kept bigint not null default 0 check (kept >= 0),
  -- When its deadline was put off because its payer had begun to pay.
  add extended_at timestamptz,
  -- Reminders whose moments are not after this one were told, or are of no use; and the moment of the next one.
  add remind_from timestamptz,
  add remind_at timestamptz;
create index orders_to_remind on orders (remind_at) where remind_at is not null;

create table order_reminders (
  order_id uuid not null references orders,
  -- Its place in the plan, from 0.
  instalment smallint not null,
  -- How long before it is due, in seconds.
  before_seconds integer not null,
  told_at timestamptz not null,
  -- Of the letter: null where none is sent.
  mail text collate "C" check (mail in ('waiting', 'sent', 'needless', 'failed')),
  tries integer not null default 0,
  next_try_at timestamptz,
  failure text,
  primary key (order_id, instalment, before_seconds)
);
create index order_reminders_to_mail on order_reminders (next_try_at) where mail = 'waiting';

alter table refunds
  add done_by text,
  add way text collate "C" check (way in ('by_hand', 'provider')),
  -- The bank's or the provider's name for it.
  add reference text,
  -- Why the last try failed, and when.
  add failure text,
  add failed_at timestamptz;
create index refunds_newest on refunds (raised_at, id);

-- What a provider was asked to pay back, of which payment. The id is the name under which it is asked, however often.
create table refund_requests (
  id uuid primary key,
  refund uuid not null references refunds,
  payment uuid not null references payments,
  amount bigint not null check (amount > 0),
  state text collate "C" not null check (state in ('asked', 'done', 'refused')),
  asked_at timestamptz not null,
  last_asked_at timestamptz not null,
  asked_by text not null,
  answered_at timestamptz,
  answer text,
  reference text
);
-- One at a time: another is asked only once it is known what became of this.
create unique index refund_asked_once on refund_requests (refund) where state = 'asked';
create index refund_requests_of_payment on refund_requests (payment);

-- A payer may be told to pay more than once: each instalment, or by another way.
alter table payment_instructions
  drop constraint payment_instructions_pkey,
  add attempt smallint not null default 1,
  add method text collate "C",
  add amount bigint,
  -- The provider's name for the payment that came of it.
  add transaction text,
  add primary key (order_id, attempt);

alter table channels add payment_extends_seconds integer not null default 600 check (payment_extends_seconds between 0 and 86400);

alter table statement_lines
  add settled_by text,
  add settled_at timestamptz,
  -- Why a person put it away: it is no order's.
  add dismissed text;
drop index statement_lines_unmatched;
create index statement_lines_unmatched on statement_lines (id) where order_id is null and dismissed is null;
