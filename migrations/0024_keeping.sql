-- What keeps the house: nothing of a patient, nothing of one clinic. The server's role cannot see it; only the owner's connection.
create schema keeping;

-- Every backup that was tried: the answer to "when was the last one?", and the list of files that may be removed again,
-- for only what stands here was made by Waymark.
create table keeping.backup_run (
  id          uuid        primary key,
  -- On its day, asked for on the settings screen, or from the command line.
  kind        text        not null check (kind in ('scheduled', 'asked', 'by-hand')),
  -- The machine it was written on; a path means nothing elsewhere.
  node        text        not null,
  file        text        not null,
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  -- Absent where it failed.
  bytes       bigint,
  sha256      text        check (sha256 ~ '^[0-9a-f]{64}$'),
  rows        bigint,
  -- Why it failed, in words without patient data.
  why         text,
  -- When the file was removed because newer ones had taken its place.
  removed_at  timestamptz,
  check ((why is null) = (sha256 is not null and bytes is not null and rows is not null))
);
create index backup_run_newest on keeping.backup_run (finished_at desc);

-- The queue of jobs (pg-boss) stands in a schema of its own and belongs to a role of its own: whoever works the queue may lay
-- and mend its tables, and sees nothing else. See src/platform/jobs/.
do $$
begin
  if not exists (select from pg_roles where rolname = 'waymark_jobs') then
    create role waymark_jobs nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;
grant waymark_jobs to current_user;
create schema jobs authorization waymark_jobs;
