-- Daily seals of a clinic's journal: a signed sentence about the heads of all its streams, and what changed since the one before.
-- The same stands in a file outside the database; see src/platform/journal/proof/. The server's role may add and read.

create table waymark.seal (
  clinic    uuid    not null,
  number    integer not null check (number > 0),
  -- The line of the file as it stands there: the seal and its signature.
  line      text    not null,
  primary key (clinic, number)
);

-- The lines before it: every stream, document and day of the access trail that changed since the seal before, in order.
-- Cut into parts, for the first seal of a large clinic has very many.
create table waymark.seal_part (
  clinic uuid    not null,
  number integer not null,
  part   integer not null check (part > 0),
  lines  text    not null,
  primary key (clinic, number, part),
  foreign key (clinic, number) references waymark.seal (clinic, number)
);

alter table waymark.seal enable row level security;
alter table waymark.seal_part enable row level security;
create policy own_clinic on waymark.seal to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
create policy own_clinic on waymark.seal_part to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert on waymark.seal, waymark.seal_part to waymark_app;
