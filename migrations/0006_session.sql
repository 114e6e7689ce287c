-- What is asked about sessions: the board, a patient's sessions, a patient's newest readings. Projections of the session streams.

create table waymark.session_list (
  clinic      uuid        not null,
  session     text        collate "C" not null,
  patient     text        collate "C" not null,
  chair       text        not null,
  status      text        not null,
  planned_for timestamptz not null,
  -- Version of the protocol it is held under.
  protocol    text        not null,
  -- Last weight measured in it, as exact text, and when.
  weight_kg   text,
  weighed_at  timestamptz,
  -- As the board shows it.
  row         jsonb       not null,
  primary key (clinic, session)
) with (fillfactor = 60);
create index session_of_patient on waymark.session_list (clinic, patient, planned_for desc);
create index session_of_day on waymark.session_list (clinic, planned_for);
create index session_open on waymark.session_list (clinic, chair) where status in ('arrived', 'ready', 'dosing', 'recovering');

-- One row for each set of readings that stands, newest first for its patient.
create table waymark.reading (
  clinic  uuid        not null,
  patient text        collate "C" not null,
  at      timestamptz not null,
  event   uuid        not null,
  session text        collate "C" not null,
  values  jsonb       not null,
  primary key (clinic, patient, at, event)
);

alter table waymark.session_list enable row level security;
alter table waymark.reading enable row level security;
create policy own_clinic on waymark.session_list to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.reading to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert, update, delete on waymark.session_list, waymark.reading to waymark_app;
