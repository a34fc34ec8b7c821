-- Events that may be looked at and held on the hub's own public page.

-- The most seats that one visitor may hold there at a time; 0: the event is not shown there.
alter table events add column public_seats smallint not null default 0;
