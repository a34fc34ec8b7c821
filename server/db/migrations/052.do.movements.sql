-- An entry of the ledger says one movement, or, so that a rush costs one row for a whole batch, what holds that were placed together took of one level: of each its id and how much it
-- took, and `quantity` is what they took together.
alter table stock_movements
  add column holds uuid[],
  add column quantities integer[];
alter table stock_movements alter column holds set storage external, alter column quantities set storage external;

-- The ledger, movement by movement: `entry` and its place in it name one, and both together are the order in which they were written.
create view movements as
select m.location, m.sku, m.id as entry, c.place, m.at, m.from_bucket, m.to_bucket, coalesce(c.quantity, m.quantity::integer) as quantity, m.reason,
  c.hold, m.order_id, m.return_id, m.transfer_id
from stock_movements m cross join lateral unnest(coalesce(m.holds, array[m.hold]), m.quantities) with ordinality as c (hold, quantity, place);
