-- What is asked for every day reads what there is of it, not all that ever was.

-- A day's closing.
create index payments_by_time on payments (at);
create index refunds_by_time on refunds (done_at) where state = 'done';

-- The few orders that wait for something, and those of a channel that has few.
create index orders_by_state on orders (state, id);
create index orders_of_channel on orders (channel, id);

-- What a terminal copies first: the bookings that are not over.
create index bookings_by_end on bookings (location, ends_at);
