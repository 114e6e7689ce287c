-- The journal: every fact, appended and never changed. The server's role may add and read; nothing else.

create table waymark.journal (
  clinic      uuid        not null,
  stream_kind text collate "C" not null,
  stream_id   text collate "C" not null,
  seq         integer     not null check (seq > 0),
  id          uuid        not null,
  type        text        not null,
  version     smallint    not null,
  data        jsonb       not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  "by"        jsonb       not null,
  via         jsonb       not null,
  corrects    uuid,
  hash        bytea       not null check (length(hash) = 32),
  -- Place in the tail: the transaction that wrote the row, and the order within it. See tail.ts.
  tx          xid8        not null default pg_current_xact_id(),
  pos         bigint      not null generated always as identity,
  primary key (clinic, stream_kind, stream_id, seq),
  unique (clinic, id)
);
create index journal_tail on waymark.journal (clinic, tx, pos);

-- The last event of every stream. Without it nobody would miss events taken off the end.
create table waymark.stream_head (
  clinic      uuid    not null,
  stream_kind text collate "C" not null,
  stream_id   text collate "C" not null,
  seq         integer not null,
  hash        bytea   not null check (length(hash) = 32),
  primary key (clinic, stream_kind, stream_id)
) with (fillfactor = 70);

-- The events a command made: first_seq to last_seq of one stream (none when first_seq is beyond last_seq).
-- A command that arrives again is answered from here. `digest` tells it from another command that took its id.
create table waymark.command_done (
  clinic      uuid    not null,
  id          uuid    not null,
  digest      bytea   not null check (length(digest) = 32),
  stream_kind text collate "C" not null,
  stream_id   text collate "C" not null,
  first_seq   integer not null,
  last_seq    integer not null,
  -- Hash of the stream after the command: a stream rewritten with a new chain does not fit it.
  hash        bytea   not null check (length(hash) = 32),
  primary key (clinic, id)
);

alter table waymark.journal enable row level security;
alter table waymark.stream_head enable row level security;
alter table waymark.command_done enable row level security;
create policy own_clinic on waymark.journal to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.stream_head to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.command_done to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert on waymark.journal to waymark_app;
grant select, insert, update on waymark.stream_head to waymark_app;
grant select, insert on waymark.command_done to waymark_app;
