-- Each receiver is looked at by itself. What is due for it, and what became of what was sent to it, was found only past all that is others'.

drop index webhook_deliveries_due;
create index webhook_deliveries_due on webhook_deliveries (webhook, next_try_at, position) where state = 'waiting';

drop index webhook_deliveries_ended;
create index webhook_deliveries_ended on webhook_deliveries (webhook, ended_at) where ended_at is not null;

-- Few have failed among the many that arrived.
create index webhook_deliveries_failed on webhook_deliveries (webhook, position) where state <> 'delivered' and answer is not null;
