-- Customers can be erased, and are found for that by phone or e-mail, however it was written.

-- By what a customer is told from others, as `customerKeys` says.
create function customer_keys(customer jsonb) returns text[] language sql immutable parallel safe
return array_remove(array[
  'phone:' || nullif((
    select case
      when customer ->> 'phone' ~ '^\s*\+' then digits
      when digits like '00%' then substr(digits, 3)
      when digits like '0%' then '84' || substr(digits, 2)
      else digits
    end from (select regexp_replace(customer ->> 'phone', '[^0-9]', '', 'g') as digits) as p
  ), ''),
  'email:' || nullif(lower(regexp_replace(customer ->> 'email', '^\s+|\s+$', '', 'g')), '')
], null);

-- Not of `holds`, where every hold would pay for it: its few days are read through.
create index bookings_of_customer on bookings using gin (customer_keys(customer)) where customer is not null;
create index orders_of_customer on orders using gin (customer_keys(customer)) where customer is not null;
create index waiting_guests_of_customer on waiting_guests using gin (customer_keys(customer)) where customer is not null;
create index holds_ended_of_customer on holds_ended using gin (customer_keys(customer)) where customer is not null;

-- What ended so long ago that nobody needs to know any more who it was for.
create index bookings_with_customer on bookings (ended_at) where customer is not null and ended_at is not null;
create index orders_with_customer on orders (coalesce(ended_at, placed_at)) where customer is not null;
create index waiting_guests_with_customer on waiting_guests (ended_at) where customer is not null and ended_at is not null;
create index holds_ended_with_customer on holds_ended (ended_at) where customer is not null;

-- Verdicts keep customers no more: who asks once more is told what the booking, the order or the guest says of them.
create function without_customer(verdict json) returns json language sql immutable return (
  select (case
    when verdict ->> 'body' is not null then jsonb_set(told, '{body}', to_jsonb(((verdict ->> 'body')::jsonb - 'customer')::text))
    when what in ('booking', 'waiting') then jsonb_set(jsonb_set(told, array['outcome', part, 'customer'], 'null'), array['outcome', part, 'note'], 'null')
    else jsonb_set(told, array['outcome', part, 'customer'], 'null')
  end)::json
  from (select verdict::jsonb as told, verdict -> 'outcome' ->> 'type' as what) as v,
    lateral (select case what when 'waiting' then 'guest' else what end as part) as p
);
update verdicts set verdict = without_customer(verdict)
where verdict -> 'outcome' ->> 'type' in ('booking', 'waiting', 'order') or type = 'refund.send' and verdict ->> 'body' like '{%';
update verdicts_old set verdict = without_customer(verdict)
where verdict -> 'outcome' ->> 'type' in ('booking', 'waiting', 'order') or type = 'refund.send' and verdict ->> 'body' like '{%';
drop function without_customer;
