-- What has ended is put away: out of the tables that every hold writes, into tables by month that nobody writes but housekeeping. A month is
-- forgotten by dropping its table.

-- A hold with its claims, as one row. `ended_at` stands in the key because PostgreSQL wants the month there; an id is put away once.
create table holds_ended (
  id uuid not null,
  state text collate "C" not null check (state in ('confirmed', 'released', 'expired')),
  channel text collate "C" not null,
  location text collate "C" not null,
  placed_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz not null,
  reason text,
  terminal uuid,
  staff text collate "C",
  customer jsonb,
  session text collate "C",
  -- By table of claims its rows as they were.
  claims jsonb not null,
  primary key (id, ended_at)
) partition by range (ended_at);

create table verdicts_old (
  caller text collate "C" not null,
  key text collate "C" not null,
  body_hash text collate "C" not null,
  type text collate "C" not null,
  staff text collate "C",
  hold uuid,
  deadline timestamptz,
  verdict json,
  position bigint not null,
  settled_at timestamptz not null,
  primary key (caller, key, settled_at)
) partition by range (settled_at);

create table feed_old (
  position bigint not null,
  at timestamptz not null,
  type text collate "C" not null,
  subject text collate "C" not null,
  location text collate "C",
  deadline timestamptz,
  data json,
  primary key (position, at)
) partition by range (at);

-- How far housekeeping has come. Whoever works at a task has locked its row.
create table housekeeping (
  task text collate "C" primary key check (task in ('holds', 'verdicts', 'feed')),
  -- Of holds and verdicts the page of the table from which the walk goes on; of the feed the last position that was put away.
  place bigint not null default 0,
  -- The next walk begins then.
  due_at timestamptz not null default '-infinity',
  -- What lay in months before this is forgotten, and of the feed all up to this position.
  forgotten_before timestamptz not null default '-infinity',
  forgotten_position bigint not null default 0
);
insert into housekeeping (task) values ('holds'), ('verdicts');
insert into housekeeping (task, place, forgotten_position)
select 'feed', first - 1, first - 1
from (select coalesce((select min(position) from feed), (select position + 1 from feed_head)) as first) as f;

-- Every hold, wherever it lies; those in the hot table have their claims in the tables of claims.
create view every_hold as
  select id, state, channel, location, placed_at, expires_at, ended_at, reason, terminal, staff, customer, session, null::jsonb as claims from holds
  union all
  select id, state, channel, location, placed_at, expires_at, ended_at, reason, terminal, staff, customer, session, claims from holds_ended;

-- Every claim on stock, likewise.
create view every_stock_claim as
  select hold, line, location, sku, quantity, expires_at, active from stock_claims
  union all
  select e.id, c.line, c.location, c.sku, c.quantity, c.expires_at, c.active
  from holds_ended e cross join lateral jsonb_populate_recordset(null::stock_claims, e.claims -> 'stock_claims') as c;

-- Makes the table of a month where there is none yet. Attached, not created in place: that would wait for everybody who reads, and they for it.
create function ensure_month(parent text, moment timestamptz) returns void language plpgsql as $$
declare
  first timestamp := date_trunc('month', moment at time zone 'UTC');
  name text := format('%s_%s', parent, to_char(first, 'YYYY_MM'));
begin
  if to_regclass(name) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtext('holdfast months'));
  if to_regclass(name) is not null then return; end if;
  execute format('create table %I (like %I including all)', name, parent);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name,
    first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');
end
$$;
