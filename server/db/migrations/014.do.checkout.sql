-- The secret from which the addresses of checkout pages are made: whoever has one may see and pay that order, and nothing else.
alter table hub add checkout_secret bytea not null
  default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
