-- Seats at the box office.

-- One thing that was given to two: a seat, or a use of a voucher.
alter table discrepancies drop constraint discrepancies_kind_check, add constraint discrepancies_kind_check
  check (kind in ('oversold', 'count', 'double_booked', 'double_sold', 'double_used'));

-- The terminal for which a seat is set aside: nobody else can have it.
alter table seats add column allotted_to uuid;
-- The few that are not simply for sale.
create index seats_closed on seats (event) where blocked or allotted_to is not null;
create index seats_allotted on seats (allotted_to) where allotted_to is not null;

-- Names the plan by its text: events that show the same hall share one copy of it on terminals.
alter table events add column hall text collate "C";
update events set hall = md5(plan::text);
alter table events alter hall set not null;
create index events_in_hall on events (hall);
