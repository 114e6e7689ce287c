-- Who works here, what scripts may come in, who looked at what, and the charts opened for a time.

-- Projections of the staff stream.
create table waymark.staff_member (
  clinic     uuid        not null,
  id         text        not null,
  user_id    text,
  name       text        not null,
  email      text,
  roles      text[]      not null,
  active     boolean     not null,
  added_at   timestamptz not null,
  invited_at timestamptz,
  joined_at  timestamptz,
  primary key (clinic, id)
);
create table waymark.token (
  clinic     uuid        not null,
  id         text        not null,
  name       text        not null,
  roles      text[]      not null,
  -- Narrower than the roles when given.
  rights     text[],
  -- SHA-256 of the secret; the secret itself is shown once and kept nowhere.
  hash       text        not null,
  issued_at  timestamptz not null,
  issued_by  text        not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (clinic, id),
  unique (clinic, hash)
);
create table waymark.door_rules (
  clinic               uuid    primary key,
  idle_minutes         integer not null,
  second_factor_after_days integer not null
);

-- When a token was last used: noted about once a minute, no fact of the clinic, so no projection.
create table waymark.token_use (
  clinic  uuid        not null,
  token   text        not null,
  used_at timestamptz not null,
  primary key (clinic, token)
);

-- Reads, refusals, sign-ins, prints, exports. The server may add lines and read them, never change or remove one.
-- Changes made through the journal have their line there: the event names who, when and through which request.
create table waymark.access_log (
  clinic     uuid        not null,
  id         uuid        not null,
  at         timestamptz not null,
  actor_kind text        not null,
  actor      text        not null,
  actor_name text        not null,
  roles      text[]      not null,
  act        text        not null,
  event      text        not null,
  -- The right it was asked on; not a key, for rights may be renamed and the trail stays.
  "right"    text,
  patient    text,
  session    text,
  reason     text,
  request    text,
  outcome    integer,
  primary key (clinic, id)
);
create index access_log_at on waymark.access_log (clinic, at desc, id desc);
create index access_log_patient on waymark.access_log (clinic, patient, at desc) where patient is not null;
create index access_log_actor on waymark.access_log (clinic, actor, at desc);

-- Break-glass: one chart, one person, a short time, a reason.
create table waymark.chart_grant (
  clinic          uuid        not null,
  id              uuid        not null,
  patient         text        not null,
  staff           text        not null,
  staff_name      text        not null,
  reason          text        not null check (reason <> ''),
  granted_at      timestamptz not null,
  until_at        timestamptz not null check (until_at <= granted_at + interval '60 minutes'),
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (clinic, id)
);
create index chart_grant_open on waymark.chart_grant (clinic, staff, patient, until_at);

do $$
declare name text;
begin
  foreach name in array array['staff_member', 'token', 'door_rules', 'token_use', 'access_log', 'chart_grant'] loop
    execute format('alter table waymark.%I enable row level security', name);
    execute format('create policy own_clinic on waymark.%I to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic())', name);
  end loop;
end
$$;
grant select, insert, update, delete on waymark.staff_member, waymark.token, waymark.door_rules to waymark_app;
grant select, insert, update on waymark.token_use to waymark_app;
grant select, insert on waymark.access_log to waymark_app;
grant select, insert, update (acknowledged_at, acknowledged_by) on waymark.chart_grant to waymark_app;
