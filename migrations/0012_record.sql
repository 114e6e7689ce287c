-- Session records as they were printed once they were signed: the same bytes for good, whatever later versions of the program draw.
create table waymark.sealed_record (
  clinic  uuid        not null,
  session text        collate "C" not null,
  -- The last fact it was made from.
  seq     integer     not null,
  sha256  text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes   bytea       not null,
  made_at timestamptz not null default now(),
  primary key (clinic, session, seq)
);
alter table waymark.sealed_record enable row level security;
create policy own_clinic on waymark.sealed_record to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert on waymark.sealed_record to waymark_app;
