-- What bedside devices send. None of it is a fact of the journal until it is taken into a session; all of it has an end.

-- One row a message, kept for a while and within a quota: what came, what became of it, and why.
create table waymark.device_message (
  clinic       uuid        not null,
  id           uuid        not null,
  received_at  timestamptz not null,
  -- Address of the other end.
  came_from    text        not null,
  sender       text        not null,
  control_id   text,
  -- When the sender made it; when it came, where the sender does not say.
  sent_at      timestamptz not null,
  -- SHA-256 of the bytes: tells a resend from another message under the same control id.
  digest       bytea       not null check (length(digest) = 32),
  verdict      text        not null,
  -- Whether it was accepted (AA): only then does its control id count as known.
  accepted     boolean     not null,
  reason       text        not null,
  devices      text[]      not null,
  chair        text,
  session      text,
  raw          bytea       not null,
  length       integer     not null,
  values       jsonb       not null,
  not_taken    jsonb       not null,
  -- Times the same came again, and when last.
  again        integer     not null default 0,
  again_at     timestamptz,
  dismissed_at timestamptz,
  dismissed_by text,
  primary key (clinic, id)
);
create unique index device_message_known on waymark.device_message (clinic, sender, control_id, sent_at) where accepted and control_id is not null;
create unique index device_message_same on waymark.device_message (clinic, digest) where not accepted;
create index device_message_age on waymark.device_message (clinic, received_at);
create index device_message_look on waymark.device_message (clinic, received_at desc) where dismissed_at is null and (not accepted or not_taken <> '[]');

-- Every device that was heard, known or not, with its newest values.
create table waymark.device_heard (
  clinic       uuid        not null,
  device       text        not null,
  sender       text        not null,
  came_from    text        not null,
  bed          text        not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  clock_off_ms bigint,
  messages     bigint      not null,
  now          jsonb       not null,
  primary key (clinic, device)
) with (fillfactor = 70);

-- Values on their way into a session's stream: written with the message, gone once the journal has them.
create table waymark.device_sample (
  clinic      uuid        not null,
  message     uuid        not null,
  device      text        not null,
  session     text        not null,
  received_at timestamptz not null,
  samples     jsonb       not null,
  -- The command that takes them over; given before it is sent, so that a second try is the same command.
  chunk       uuid,
  primary key (clinic, message, device)
);

alter table waymark.device_message enable row level security;
alter table waymark.device_heard enable row level security;
alter table waymark.device_sample enable row level security;
create policy own_clinic on waymark.device_message to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.device_heard to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.device_sample to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert, update, delete on waymark.device_message, waymark.device_heard, waymark.device_sample to waymark_app;
