-- Flash sales: which goods a crowd comes for, so that a gate stands before them.

-- Few items of many.
create index items_on_flash_sale on items (sku) where flash_sale;

-- What a manager has put on flash sale at one location, besides the items that always are.
create table flash_sales (
  location text collate "C" not null references locations,
  sku text collate "C" not null references items,
  -- Null: until somebody ends it.
  ends_at timestamptz,
  primary key (location, sku)
);
