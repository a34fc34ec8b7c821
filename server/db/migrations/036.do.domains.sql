-- What a column may hold is said by its type where it can be: PostgreSQL reads the CHECKs of a table anew for each statement that writes it, and those of a
-- type once. In a batch of one the four that go here were a twelfth of all it does. Constraints come after the types are in use: so no table is written anew.

create domain pieces as integer;
create domain pieces_of_something as integer;
create domain only_row as boolean;

drop view every_stock_claim;

alter table stock_claims drop constraint stock_claims_quantity_check, alter column quantity type pieces_of_something;
alter table stock_movements drop constraint stock_movements_quantity_check, alter column quantity type pieces_of_something;
alter table stock_levels
  drop constraint none_negative,
  alter column held type pieces,
  alter column allotted type pieces,
  alter column in_transit type pieces,
  alter column in_return type pieces,
  alter column quarantined type pieces,
  alter column damaged type pieces,
  alter column shortfall type pieces;
alter table feed_head drop constraint feed_head_one_check, alter column one type only_row;

alter domain pieces add constraint none_negative check (value >= 0);
alter domain pieces_of_something add constraint at_least_one check (value > 0);
alter domain only_row add constraint the_only_row check (value);

-- As it was.
create view every_stock_claim as
  select hold, line, location, sku, quantity, expires_at, active from stock_claims
  union all
  select e.id, c.line, c.location, c.sku, c.quantity, c.expires_at, c.active
  from holds_ended e cross join lateral jsonb_populate_recordset(null::stock_claims, e.claims -> 'stock_claims') as c;
