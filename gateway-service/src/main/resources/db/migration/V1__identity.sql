-- Who may come in: users, refresh tokens in families, API keys. Secrets are kept as hashes only.

create table app_user (
  id            uuid primary key,
  name          text        not null unique,
  password_hash text        not null,
  roles         text        not null,
  permissions   text        not null,
  disabled      boolean     not null default false,
  local_only    boolean     not null default false,
  created_at    timestamptz not null
);

create table refresh_family (
  id         uuid primary key,
  user_id    uuid        not null references app_user (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index refresh_family_by_expiry on refresh_family (expires_at);
create index refresh_family_by_user on refresh_family (user_id);

create table refresh_token (
  token_hash text primary key,
  family_id  uuid        not null references refresh_family (id) on delete cascade,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create index refresh_token_by_family on refresh_token (family_id);

create table api_key (
  id           uuid primary key,
  user_id      uuid        not null references app_user (id) on delete cascade,
  name         text        not null,
  prefix       text        not null,
  key_hash     text        not null unique,
  permissions  text        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz,
  last_used_at timestamptz,
  revoked_at   timestamptz
);

create index api_key_by_user on api_key (user_id, created_at);
