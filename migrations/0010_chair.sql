-- The chairs of a clinic: a projection of the clinic's stream. Those out of use stay, for past sessions were in them.
create table waymark.chair (
  clinic  uuid    not null,
  id      text    not null,
  name    text    not null,
  retired boolean not null,
  -- Order on the board.
  place   integer not null,
  primary key (clinic, id)
);
alter table waymark.chair enable row level security;
create policy own_clinic on waymark.chair to waymark_app using (clinic = waymark.clinic()) with check (clinic = waymark.clinic());
grant select, insert, update, delete on waymark.chair to waymark_app;
