-- A carrier's secret can be replaced without losing what it tells meanwhile: for a while it is believed by both.
alter table carriers
  add old_secret text,
  add old_secret_until timestamptz;
