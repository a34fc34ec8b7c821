-- Whoever wants to be told of changes, and what is on its way to them.

create table webhooks (
  name text collate "C" primary key,
  url text not null,
  types text[] not null,
  -- Signs what is sent, after Standard Webhooks. The receiver has it too, so it cannot be kept as a digest.
  secret text not null,
  -- Up to where in the feed deliveries were made for it.
  position bigint not null,
  -- It did not answer: nothing is sent before that.
  paused_until timestamptz,
  created_at timestamptz not null default now()
);

-- One change on its way to one webhook, and the log of what became of it.
create table webhook_deliveries (
  webhook text collate "C" not null references webhooks on delete cascade,
  position bigint not null,
  at timestamptz not null,
  type text collate "C" not null,
  subject text collate "C" not null,
  -- What is told, as it was when it was taken from the feed: a repeat says the same.
  body text not null,
  state text collate "C" not null default 'waiting' check (state in ('waiting', 'delivered', 'given_up')),
  tries integer not null default 0,
  first_try_at timestamptz,
  next_try_at timestamptz not null default now(),
  ended_at timestamptz,
  -- What the receiver answered last, or why there was no answer.
  answer text,
  primary key (webhook, position)
);
create index webhook_deliveries_due on webhook_deliveries (next_try_at) where state = 'waiting';
create index webhook_deliveries_in_turn on webhook_deliveries (webhook, subject, position) where state = 'waiting';
create index webhook_deliveries_ended on webhook_deliveries (ended_at) where ended_at is not null;
