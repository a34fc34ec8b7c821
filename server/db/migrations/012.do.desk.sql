-- What people at terminals need of orders and vouchers.

-- What happened to each order, and who did it. Only added to, in the transaction of what it tells.
create table order_steps (
  order_id uuid not null references orders,
  id bigint generated always as identity,
  at timestamptz not null,
  step text collate "C" not null,
  -- The state that the order entered by it; null: it stayed in the one it had.
  entered text collate "C",
  amount bigint,
  method text collate "C",
  -- The reference of money, a parcel, or a reason.
  detail text,
  -- Null: the hub itself, or a provider.
  channel text collate "C",
  terminal uuid,
  staff text collate "C",
  primary key (order_id, id)
);
create trigger order_steps_stay before update or delete on order_steps execute function keep_history();

insert into order_steps (order_id, at, step, entered, channel, terminal, staff)
select id, placed_at, case when hold is null then 'sold' else 'placed' end, case when hold is null then 'delivered' else 'awaiting_payment' end,
  channel, terminal, staff
from orders;
insert into order_steps (order_id, at, step, amount, method, detail)
select p.order_id, p.at, 'money', p.amount, p.method, p.reference from payments p join orders o on o.id = p.order_id where o.hold is not null;

create extension if not exists pg_trgm;
alter table orders
  -- From then on terminals need no copy of it; null while people work with it, -infinity once terminals were told to drop it. Counter sales need none.
  add kept_until timestamptz default '-infinity',
  -- What people look for, in lower case and without accents: number, customer, lines. Counter sales are found by their number alone.
  add search text;
update orders o set kept_until = case
    when state in ('awaiting_payment', 'deposit_paid', 'paid', 'shipped', 'delivery_failed', 'returning')
      or exists (select from refunds r where r.order_id = o.id and r.state = 'due') then null
    else coalesce(ended_at, now()) + interval '1 day'
  end,
  search = (
    select lower(translate(regexp_replace(normalize(concat_ws(' ', o.number, customer ->> 'name', customer ->> 'phone', customer ->> 'email',
      string_agg(concat_ws(' ', l.sku, l.name), ' ')), NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd'))
    from order_lines l where l.order_id = o.id
  )
where hold is not null;
create index orders_by_text on orders using gin (search gin_trgm_ops) where search is not null;
create index orders_kept on orders (location, id) where kept_until is distinct from '-infinity';
create index orders_to_drop on orders (kept_until) where kept_until > '-infinity';

-- Codes are copied to terminals in chunks, as digests. A code stays in its chunk.
alter table vouchers add chunk integer not null default 0;
update vouchers v set chunk = n.chunk
from (select code, (row_number() over (partition by campaign order by code) - 1) / 256 as chunk from vouchers) as n
where n.code = v.code;
create index vouchers_of_chunk on vouchers (campaign, chunk);
-- True once terminals were told to drop the codes of a campaign that is over.
alter table voucher_campaigns add dropped boolean not null default false;
