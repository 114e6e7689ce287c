-- The second wall, made the same for every table: row-level security holds for the owner of the tables too, who so far
-- passed it. The owner's connection sees every clinic only as long as it has named none; work for one clinic that runs
-- as the owner (a rebuild) is kept inside it.
create function waymark.keep_apart(kept regclass, lead text default 'clinic') returns void
  language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table %s enable row level security', kept);
  execute format('alter table %s force row level security', kept);
  if not exists (select from pg_policy where polrelid = kept and polname = 'own_clinic') then
    execute format('create policy own_clinic on %s to waymark_app using (%I = waymark.clinic()) with check (%I = waymark.clinic())', kept, lead, lead);
  end if;
  if not exists (select from pg_policy where polrelid = kept and polname = 'across_clinics') then
    execute format('create policy across_clinics on %s to %I using (waymark.clinic() is null or %I = waymark.clinic()) with check (waymark.clinic() is null or %I = waymark.clinic())',
      kept, current_user, lead, lead);
  end if;
end
$$;
revoke all on function waymark.keep_apart from public;

-- Every table there is by now. A migration that makes a new one calls keep_apart for it.
select waymark.keep_apart('waymark.clinic', 'id');
select waymark.keep_apart(attrelid::regclass) from pg_attribute join pg_class on pg_class.oid = attrelid
  where relnamespace = 'waymark'::regnamespace and relkind = 'r' and attname = 'clinic';
