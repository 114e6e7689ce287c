-- Who is treated here, as lists and searches ask for it: projections of the patient streams. The charts are the streams.
create table waymark.patient_list (
  clinic        uuid not null,
  id            text not null,
  given_name    text not null,
  family_name   text not null,
  birth_date    date not null,
  sex           text not null,
  mrn           text,
  -- The only staff who may read the chart; null: everybody who reads charts.
  restricted_to text[],
  -- Family and given name in plain letters; collated by code point, the same on every system.
  sort          text collate "C" not null,
  -- The plain words a patient is found by (name, record number, birth date), with a space before each.
  words         text not null,
  primary key (clinic, id)
);
create unique index patient_list_order on waymark.patient_list (clinic, sort, id);
create index patient_list_mrn on waymark.patient_list (clinic, mrn) where mrn is not null;

-- The same words one by one, for finding by their beginnings.
create table waymark.patient_word (
  clinic  uuid not null,
  patient text not null,
  word    text collate "C" not null,
  primary key (clinic, patient, word)
);
create index patient_word_word on waymark.patient_word (clinic, word, patient);

alter table waymark.patient_list enable row level security;
alter table waymark.patient_word enable row level security;
create policy own_clinic on waymark.patient_list to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.patient_word to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert, update, delete on waymark.patient_list, waymark.patient_word to waymark_app;
