-- False: the shop does not sell it any more (SPEC N1). Whoever says so raises hub.limits_revision, by which batches on the short way are refused that
-- were decided before: who places holds pays nothing for it.
alter table items add column listed boolean not null default true;
