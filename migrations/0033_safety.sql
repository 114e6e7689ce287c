-- Suicide safety as lists ask for it: projections of the safety streams, and of what the facts of a person say.
create table waymark.safety_concern (
  clinic      uuid        not null,
  patient     text        not null,
  id          text        collate "C" not null,
  status      text        not null,
  raised_at   timestamptz not null,
  -- When nobody has acknowledged it by then; null once somebody has, or the escalation is in the record.
  escalate_at timestamptz,
  -- The concern as its facts fold.
  concern     jsonb       not null,
  primary key (clinic, patient, id)
);
create index safety_concern_open on waymark.safety_concern (clinic, raised_at) where status = 'open';
create index safety_concern_newest on waymark.safety_concern (clinic, raised_at desc);

-- Who is on call, and the clinic's own lines.
create table waymark.safety_setting (
  clinic  uuid  not null primary key,
  on_call jsonb,
  lines   jsonb not null
);

-- Positive statements among the facts of a person, until the safety record has seen them. Filled from both streams in
-- whichever order they come: `stated` by the facts, `seen` by the safety record.
create table waymark.safety_statement (
  clinic    uuid    not null,
  patient   text    not null,
  statement text    collate "C" not null,
  stated    jsonb,
  seen      boolean not null default false,
  primary key (clinic, patient, statement)
);
create index safety_statement_waiting on waymark.safety_statement (clinic, patient) where not seen and stated is not null;

select waymark.keep_apart('waymark.safety_concern');
select waymark.keep_apart('waymark.safety_setting');
select waymark.keep_apart('waymark.safety_statement');
grant select, insert, update, delete on waymark.safety_concern, waymark.safety_setting, waymark.safety_statement to waymark_app;
