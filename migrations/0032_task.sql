-- What somebody has to do, as lists ask for it: a projection of the task streams.
create table waymark.task_list (
  clinic      uuid        not null,
  id          text        collate "C" not null,
  patient     text,
  status      text        not null,
  due_at      timestamptz not null,
  -- When nobody has acknowledged it by then; null once somebody has, or the escalation is in the record.
  escalate_at timestamptz,
  closed_at   timestamptz,
  -- The task as its facts fold.
  task        jsonb       not null,
  primary key (clinic, id)
);
create index task_list_open on waymark.task_list (clinic, due_at, id) where status = 'open';
create index task_list_closed on waymark.task_list (clinic, closed_at desc, id) where closed_at is not null;
create index task_list_patient on waymark.task_list (clinic, patient) where patient is not null;
create index task_list_escalate on waymark.task_list (clinic, escalate_at) where escalate_at is not null;

select waymark.keep_apart('waymark.task_list');
grant select, insert, update, delete on waymark.task_list to waymark_app;
