-- Where transfers go to, as an owner said at a terminal: the last one said counts, the others are kept for who asks later who changed it. No name: there is none.
create table bank_accounts (
  id bigint generated always as identity primary key,
  bin text,
  account text,
  name text,
  said_at timestamptz not null default clock_timestamp(),
  said_by text collate "C" not null references staff,
  check (num_nulls(bin, account, name) in (0, 3))
);
