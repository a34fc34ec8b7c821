-- At which till money was taken, or seen to come in, and by whom: a closing counts each drawer by itself (SPEC O14). No till: nobody took it at one.
alter table payments add terminal uuid, add staff text collate "C";

update payments p set terminal = o.terminal, staff = o.staff
from orders o where o.id = p.order_id and (o.hold is null or o.hold = o.id) and o.terminal is not null;

-- What a person told with the bank's reference may be a line of a statement that was found to be this order's: that was taken at no till.
update payments p set terminal = s.terminal, staff = s.staff
from order_steps s
where s.order_id = p.order_id and s.step = 'money' and s.at = p.at and s.method = p.method and s.amount = p.amount and p.terminal is null
  and s.terminal is not null and p.reference is null;
