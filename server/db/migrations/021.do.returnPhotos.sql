-- Photos of goods that came back, known by the digest of their content: the same one is kept once.

create table return_photos (
  hash text collate "C" primary key check (hash ~ '^[0-9a-f]{64}$'),
  type text collate "C" not null check (type in ('image/jpeg', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) between 1 and 200000),
  terminal uuid not null,
  at timestamptz not null default now()
);
-- They are compressed already.
alter table return_photos alter bytes set storage external;

-- The photo may not have come yet.
alter table return_gradings add photo text collate "C";
create index gradings_by_photo on return_gradings (photo) where photo is not null;
