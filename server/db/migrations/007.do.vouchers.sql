-- Vouchers: campaigns, their codes, and who has which use of them.

create table voucher_campaigns (
  code text collate "C" primary key,
  name text not null,
  -- `percent` of what it applies to, or an `amount` in minor units of the shop's currency.
  discount_kind text collate "C" not null check (discount_kind in ('percent', 'amount')),
  discount_value bigint not null check (discount_value > 0),
  -- The most codes that may be made.
  quantity integer not null check (quantity > 0),
  uses_per_code integer not null check (uses_per_code > 0),
  per_customer integer check (per_customer > 0),
  budget bigint check (budget >= 0),
  minimum bigint check (minimum >= 0),
  -- SKUs that it takes off from; null: everything.
  items text[],
  valid_from timestamptz,
  valid_until timestamptz
);

create table vouchers (
  -- In capitals without spaces, as codes are compared.
  code text collate "C" primary key,
  campaign text collate "C" not null references voucher_campaigns,
  void_at timestamptz
);
create index vouchers_of_campaign on vouchers (campaign, code);

-- One use of a code that a hold has.
create table voucher_claims (
  hold uuid not null,
  line smallint not null,
  code text collate "C" not null,
  campaign text collate "C" not null,
  -- Which of its uses, and how many it had when this one was taken.
  use integer not null,
  uses integer not null,
  -- Digests of the customer's phone and e-mail.
  customers text[] not null,
  -- What it takes off its order, in minor units.
  amount bigint not null default 0 check (amount >= 0),
  -- The hold's deadline: from then on it counts for nothing, whether or not somebody has tidied up. Null once it is used.
  ends_at timestamptz,
  active boolean not null default true,
  primary key (hold, line),
  constraint never_beyond_its_uses check (use between 1 and uses)
);
-- Together with the check: one use too many is impossible, whatever the programs above do.
create unique index voucher_use_taken_once on voucher_claims (code, use) where active;
create index voucher_claims_of_campaign on voucher_claims (campaign) include (amount, ends_at) where active;
create index voucher_claims_of_customer on voucher_claims using gin (customers) where active;

-- What happened to each code. Only added to, in the transaction of what it tells.
create table voucher_history (
  code text collate "C" not null,
  id bigint generated always as identity,
  at timestamptz not null,
  event text collate "C" not null check (event in ('held', 'used', 'reopened')),
  hold uuid not null,
  order_id uuid,
  reason text,
  primary key (code, id)
);
create function keep_history() returns trigger language plpgsql as $$
begin
  raise exception 'history is only added to';
end
$$;
create trigger voucher_history_stays before update or delete on voucher_history execute function keep_history();

-- What each voucher of an order takes off.
alter table orders add column discounts json;
