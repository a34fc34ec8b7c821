-- Who had a customer erased, when, and how much (SPEC A9): never whom. Without a person and a terminal it was a program.
create table erasures (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff text,
  terminal uuid,
  -- null: it was cut off.
  erased integer,
  kept integer
);
