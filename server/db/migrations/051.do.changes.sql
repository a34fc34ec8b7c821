-- An entry of the feed tells of one change, or, so that a rush costs one row for a whole batch, of holds that were placed together at one location: then of each its id and for how many
-- seconds it is promised, and `position` is the last of theirs.
alter table feed
  alter column subject drop not null,
  add column holds uuid[],
  add column lifetimes integer[];
-- Ids that are random enough to be ids do not become smaller.
alter table feed alter column holds set storage external, alter column lifetimes set storage external;

-- The feed, change by change. Who reads on from a position says `entry > …` as well, which has the index, and orders by both.
create view changes as
select f.position as entry, f.position - coalesce(cardinality(f.holds), 1) + c.n as position, f.at, f.type,
  coalesce(f.subject, c.hold::text) collate "C" as subject, f.location, coalesce(f.deadline, f.at + make_interval(secs => c.lifetime)) as deadline, f.data
from feed f cross join lateral unnest(coalesce(f.holds, array[null::uuid]), f.lifetimes) with ordinality as c (hold, lifetime, n);
