-- Every version of a protocol that something was decided under, as it stood: old sessions open under their own.

create table waymark.protocol_version (
  clinic   uuid        not null,
  -- SHA-256 of the document's canonical JSON, hex.
  hash     text        not null check (hash ~ '^[0-9a-f]{64}$'),
  id       text        not null,
  version  text        not null,
  document jsonb       not null,
  -- The file as its author wrote it, with comments.
  text     text        not null,
  kept_at  timestamptz not null default now(),
  primary key (clinic, hash)
);

alter table waymark.protocol_version enable row level security;
create policy own_clinic on waymark.protocol_version to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert on waymark.protocol_version to waymark_app;
