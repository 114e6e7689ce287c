-- The ground everything stands on: the schema, the role the server works as, and the clinics.

-- The server's own role. It may do what later migrations grant it, and row-level security holds for it.
-- Roles belong to the whole PostgreSQL, so another Waymark database on it may have made this one, even at this moment.
do $$
begin
  if not exists (select from pg_roles where rolname = 'waymark_app') then
    create role waymark_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;

grant usage on schema waymark to waymark_app;

-- The clinic this transaction works for; null, and so no row at all, where nobody said.
create function waymark.clinic() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('waymark.clinic', true), '')::uuid;

create table waymark.clinic (
  id         uuid        primary key,
  name       text        not null check (name <> ''),
  zone       text        not null,
  demo       boolean     not null default false,
  created_at timestamptz not null default now()
);

alter table waymark.clinic enable row level security;
create policy own_clinic on waymark.clinic to waymark_app
  using (id = waymark.clinic()) with check (id = waymark.clinic());
grant select, insert, update on waymark.clinic to waymark_app;
