-- What patients answer on their own phones, and who asks for a consultation. The lists are projections of the streams.
create table waymark.intake_list (
  clinic      uuid        not null,
  id          text        not null,
  patient     text        not null,
  given_name  text        not null,
  family_name text        not null,
  status      text        not null,
  opened_at   timestamptz not null,
  opened_by   text        not null,
  link_until  timestamptz not null,
  link_ended  boolean     not null,
  last_at     timestamptz,
  finished_at timestamptz,
  answered    integer     not null,
  primary key (clinic, id)
);
create index intake_list_patient on waymark.intake_list (clinic, patient);
create index intake_list_order on waymark.intake_list (clinic, opened_at desc, id);

-- The link that opens an intake now: SHA-256 of its secret, in hex. The secret is shown once and kept nowhere.
create table waymark.intake_link (
  clinic uuid not null,
  hash   text not null,
  intake text not null,
  primary key (clinic, hash)
);
create index intake_link_intake on waymark.intake_link (clinic, intake);

-- Wrong birth dates at a link. No fact of the clinic, so no projection.
create table waymark.intake_tries (
  clinic       uuid        not null,
  hash         text        not null,
  failures     integer     not null,
  locked_until timestamptz,
  last_at      timestamptz not null,
  primary key (clinic, hash)
);

create table waymark.referral_list (
  clinic     uuid        not null,
  id         text        not null,
  status     text        not null,
  asked_at   timestamptz not null,
  primary key (clinic, id)
);
create index referral_list_order on waymark.referral_list (clinic, asked_at desc, id);

select waymark.keep_apart('waymark.intake_list');
select waymark.keep_apart('waymark.intake_link');
select waymark.keep_apart('waymark.intake_tries');
select waymark.keep_apart('waymark.referral_list');
grant select, insert, update, delete on waymark.intake_list, waymark.intake_link, waymark.intake_tries, waymark.referral_list to waymark_app;
