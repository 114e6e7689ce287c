-- Sign-in. A person may work in several clinics, so these tables stand outside row-level security by clinic, in a schema
-- of their own, behind a role of their own: the server's role cannot see a password hash, and the sign-in library cannot
-- see a chart. The server opens a second, small pool that works as waymark_auth; see src/platform/auth/auth-database.ts.
do $$
begin
  if not exists (select from pg_roles where rolname = 'waymark_auth') then
    create role waymark_auth nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end
$$;
grant waymark_auth to current_user;

create schema auth;
grant usage on schema auth to waymark_auth;

-- The first seven are Better Auth's, with its spelling, so that its documentation holds. A test compares them with what
-- the installed version expects.
create table auth."user" (
  "id"               text        primary key,
  "name"             text        not null,
  "email"            text        not null unique,
  "emailVerified"    boolean     not null,
  "image"            text,
  "createdAt"        timestamptz not null default current_timestamp,
  "updatedAt"        timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean
);

create table auth."session" (
  "id"        text        primary key,
  "expiresAt" timestamptz not null,
  "token"     text        not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId"    text        not null references auth."user" ("id") on delete cascade
);
create index "session_userId_idx" on auth."session" ("userId");

create table auth."account" (
  "id"                    text        primary key,
  "accountId"             text        not null,
  "providerId"            text        not null,
  "userId"                text        not null references auth."user" ("id") on delete cascade,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope"                 text,
  "password"              text,
  "createdAt"             timestamptz not null default current_timestamp,
  "updatedAt"             timestamptz not null
);
create index "account_userId_idx" on auth."account" ("userId");

create table auth."verification" (
  "id"         text        primary key,
  "identifier" text        not null,
  "value"      text        not null,
  "expiresAt"  timestamptz not null,
  "createdAt"  timestamptz not null default current_timestamp,
  "updatedAt"  timestamptz not null default current_timestamp
);
create index "verification_identifier_idx" on auth."verification" ("identifier");

create table auth."twoFactor" (
  "id"                      text    primary key,
  "secret"                  text    not null,
  "backupCodes"             text    not null,
  "userId"                  text    not null references auth."user" ("id") on delete cascade,
  "verified"                boolean,
  "failedVerificationCount" integer,
  "lockedUntil"             timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" ("secret");
create index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table auth."passkey" (
  "id"           text    primary key,
  "name"         text,
  "publicKey"    text    not null,
  "userId"       text    not null references auth."user" ("id") on delete cascade,
  "credentialID" text    not null,
  "counter"      integer not null,
  "deviceType"   text    not null,
  "backedUp"     boolean not null,
  "transports"   text,
  "createdAt"    timestamptz,
  "aaguid"       text
);
create index "passkey_userId_idx" on auth."passkey" ("userId");
create index "passkey_credentialID_idx" on auth."passkey" ("credentialID");

create table auth."rateLimit" (
  "id"          text    primary key,
  "key"         text    not null unique,
  "count"       integer not null,
  "lastRequest" bigint  not null
);

-- The rest is Waymark's own.

-- Which clinics a person may enter, and as which member of its staff.
create table auth.seat (
  user_id text not null references auth."user" ("id") on delete cascade,
  clinic  uuid not null,
  staff   text not null,
  primary key (user_id, clinic),
  unique (clinic, staff)
);

-- What Waymark knows of a signed-in session: the clinic it is in, how it was opened, when it was last used, whether it is locked.
create table auth.door (
  session   text        primary key references auth."session" ("id") on delete cascade,
  clinic    uuid        not null,
  opened_by text        not null check (opened_by in ('password', 'second-factor', 'passkey', 'link', 'demo')),
  last_seen timestamptz not null,
  locked_at timestamptz
);

-- Single-use links by which a person sets a password. Only the hash of the link's secret is kept.
create table auth.invitation (
  hash       bytea       primary key check (length(hash) = 32),
  clinic     uuid        not null,
  staff      text        not null,
  email      text        not null,
  purpose    text        not null check (purpose in ('join', 'reset')),
  -- Authenticator and passkeys are forgotten when it is used: the phone is lost.
  forgets    boolean     not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Wrong passwords in a row, by account. An address nobody has is counted too, so that the answer tells nothing.
create table auth.lockout (
  account      text        primary key,
  failures     integer     not null,
  locked_until timestamptz,
  last_at      timestamptz not null
);

grant select, insert, update, delete on all tables in schema auth to waymark_auth;
