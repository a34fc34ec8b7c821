-- A secret can be replaced without losing what waits. For a while both sign, so that the receiver may go over to the new one when it suits.
alter table webhooks
  add old_secret text,
  add old_secret_until timestamptz;
