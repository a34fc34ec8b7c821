-- Seats at the box office.

-- One thing that was given to two: a seat, or a use of a voucher.
alter table discrepancies drop constraint discrepancies_kind_check, add constraint discrepancies_kind_check
  check (kind in ('oversold', 'count', 'double_booked', 'double_sold', 'double_used'));
