-- A day of the ledger is found without reading all of it. Movements are only ever added, so that those of one time lie together: of each 32 pages it is enough to know the first and the last
-- moment, which costs a hold nothing that can be measured (a B-tree would be paid by every movement).
create index stock_movements_by_time on stock_movements using brin (at) with (pages_per_range = 32, autosummarize = on);
