-- About whom a decision is to be taken or was taken: a projection of the decision streams. The decisions are the streams.
create table waymark.decision_list (
  clinic     uuid not null,
  patient    text not null,
  -- What the patient is considered for.
  policy     text not null,
  title      text not null,
  indication text not null,
  asked_at   timestamptz not null,
  -- What the rules answered last; null: not asked yet.
  verdict    text,
  missing    integer not null,
  -- How many of the missing facts somebody asked for.
  asked      integer not null,
  facts_seq  integer not null,
  -- As signed; what time makes of it (run out, due again) is worked out when it is read.
  outcome    text,
  withdrawn  boolean not null,
  look       boolean not null,
  until      timestamptz,
  primary key (clinic, patient)
);
create index decision_list_order on waymark.decision_list (clinic, outcome, look, until, asked_at);

select waymark.keep_apart('waymark.decision_list');
grant select, insert, update, delete on waymark.decision_list to waymark_app;
