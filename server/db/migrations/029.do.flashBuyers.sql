-- How many each buyer may have of goods on flash sale, and what each has taken there.

alter table flash_sales add per_buyer integer check (per_buyer > 0);

-- Who took what since the sale was begun; whether it still counts is for its hold to say.
create table flash_takes (
  location text collate "C" not null,
  sku text collate "C" not null,
  -- A phone or an e-mail, as customers are told apart.
  buyer text collate "C" not null,
  hold uuid not null,
  quantity integer not null check (quantity > 0),
  primary key (location, sku, buyer, hold)
);

-- True if a promise on this level has to be decided on what was locked: a channel has a limit on it, or each buyer.
create function is_limited(at_location text, of_sku text) returns boolean language sql stable as $$
  select exists (select from channel_limits where location = at_location and sku = of_sku)
    or exists (select from flash_sales where location = at_location and sku = of_sku and per_buyer is not null)
$$;
