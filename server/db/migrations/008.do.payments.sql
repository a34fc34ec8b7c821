-- How payers were told to pay, where a provider tells it once; and the lines of the bank's statements.

create table payment_instructions (
  order_id uuid primary key references orders,
  instructions json not null,
  told_at timestamptz not null default now()
);

create table statement_lines (
  id uuid primary key,
  -- What makes it this line and no other: the bank's reference, else date, amount, text, and how many alike stand before it in its file.
  line_key text collate "C" not null unique,
  dated text not null,
  amount bigint not null check (amount > 0),
  description text not null,
  reference text,
  -- Null: no order is named, or several are. A person looks.
  order_id uuid references orders,
  imported_at timestamptz not null default now()
);
create index statement_lines_unmatched on statement_lines (id) where order_id is null;
create index statement_lines_by_reference on statement_lines (reference) where reference is not null;
