-- One constraint instead of two that say the same together: PostgreSQL reads them anew for each statement.
alter table holds
  drop constraint holds_check,
  drop constraint holds_state_check,
  add constraint ended_or_held check (case when ended_at is null then state = 'held' else state = any (array['confirmed', 'released', 'expired']) end);
