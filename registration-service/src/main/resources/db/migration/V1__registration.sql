create table avatar (
  id          uuid primary key,
  owner_id    uuid not null,
  job_id      uuid not null unique,
  name        text not null,
  description text,
  tags        text not null,
  preset      text not null,
  consent     boolean not null,
  original    text not null,
  file_format text not null,
  file_size   bigint not null,
  status      text not null check (status in ('pending', 'success', 'failed')),
  report      text check (status <> 'success' or report is not null),
  took_ms     bigint check (status <> 'success' or took_ms is not null),
  error       text check (status <> 'failed' or error is not null),
  failed_at   timestamptz check (status <> 'failed' or failed_at is not null),
  active      boolean not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  job_seen_at timestamptz,
  checked_at  timestamptz not null default now(),
  version     integer not null
);
create index avatar_by_owner on avatar (owner_id, created_at desc, id);
create index avatar_by_age on avatar (created_at desc, id);
create index avatar_pending on avatar (checked_at) where status = 'pending';
create index avatar_failed on avatar (failed_at) where status = 'failed';

-- An upload's key: the same answer again for a day. An erased avatar's keeps no fingerprint.
create table idempotency (
  owner_id    uuid not null,
  key         text not null,
  fingerprint text,
  avatar_id   uuid not null,
  job_id      uuid not null,
  created_at  timestamptz not null,
  primary key (owner_id, key)
);
create index idempotency_by_age on idempotency (created_at);
create index idempotency_by_avatar on idempotency (avatar_id);

-- The tombstone of an avatar, and who has acknowledged its erasure.
create table erasure (
  avatar_id    uuid primary key,
  owner_id     uuid not null,
  requested_at timestamptz not null,
  originals_at timestamptz,
  faces_at     timestamptz,
  jobs_at      timestamptz,
  artifacts_at timestamptz,
  completed_at timestamptz,
  record       text,
  rounds       integer not null,
  next_at      timestamptz
);
create index erasure_open on erasure (next_at) where record is null;

create table outbox (
  id          bigint generated always as identity primary key,
  topic       text not null,
  key         text not null,
  event       text not null,
  traceparent text,
  created_at  timestamptz not null default now()
);
