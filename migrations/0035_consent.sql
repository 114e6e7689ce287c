-- The consents of a clinic, as charts and gates ask for them: a projection of the consent streams.
create table waymark.consent_list (
  clinic      uuid        not null,
  consent     text        collate "C" not null,
  patient     text        collate "C" not null,
  form        text        not null,
  version     text        not null,
  status      text        not null,
  prepared_at timestamptz not null,
  -- What is the same for everybody here (prices, telephone, policies), as it was last filled in: the next one begins with it.
  same        jsonb       not null,
  primary key (clinic, consent)
);
create index consent_list_patient on waymark.consent_list (clinic, patient);
create index consent_list_newest on waymark.consent_list (clinic, form, prepared_at desc, consent);
grant select, insert, update, delete on waymark.consent_list to waymark_app;
select waymark.keep_apart('waymark.consent_list');

-- Papers as they were when somebody signed or sent them: the same bytes for good, whatever later versions of the program draw.
create table waymark.sealed_paper (
  clinic  uuid        not null,
  kind    text        collate "C" not null check (kind in ('consent', 'letter')),
  id      text        collate "C" not null,
  -- The last fact it was made from.
  seq     integer     not null,
  sha256  text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes   bytea       not null,
  made_at timestamptz not null default now(),
  primary key (clinic, kind, id, seq)
);
grant select, insert on waymark.sealed_paper to waymark_app;
select waymark.keep_apart('waymark.sealed_paper');
