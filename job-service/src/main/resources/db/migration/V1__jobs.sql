create table job (
  id            uuid primary key,
  kind          text        not null,
  avatar_id     uuid        not null,
  owner_id      uuid        not null,
  original      text        not null,
  preset        text        not null,
  status        text        not null,
  attempt       int         not null,
  series_start  int         not null,
  progress      int         not null,
  stage         text,
  due_at        timestamptz,
  sent          boolean     not null,
  worker        text,
  started_at    timestamptz,
  lease_until   timestamptz,
  cancel_ordered boolean    not null,
  report        text,
  error_type    text,
  error_reasons text,
  ended_at      timestamptz,
  -- when the sweeper looks at the job again: backoff over, lease or wait expired
  alarm_at      timestamptz,
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);
create index job_alarm on job (alarm_at) where alarm_at is not null;
create index job_of_avatar on job (avatar_id);
create index job_of_owner on job (owner_id, created_at desc);
create index job_ended on job (ended_at) where ended_at is not null;

-- one row per attempt that ended
create table job_attempt (
  job_id     uuid not null references job (id) on delete cascade,
  attempt    int  not null,
  worker     text,
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  outcome    text not null,
  cause      text,
  primary key (job_id, attempt)
);
create index job_attempt_ended on job_attempt (ended_at);

-- what the events socket sends; one owner's ids are in the order of their commits
create table job_event (
  id         bigint generated always as identity primary key,
  owner_id   uuid not null,
  avatar_id  uuid not null,
  job_id     uuid not null,
  name       text not null,
  data       text not null,
  created_at timestamptz not null default now()
);
create index job_event_of_owner on job_event (owner_id, id);
create index job_event_of_avatar on job_event (avatar_id, id);
create index job_event_age on job_event (created_at);

-- tombstones: nothing may come back for these
create table erased_avatar (
  avatar_id uuid primary key,
  erased_at timestamptz not null
);

create table outbox (
  id          bigint generated always as identity primary key,
  topic       text not null,
  key         text not null,
  event       text not null,
  traceparent text,
  created_at  timestamptz not null default now()
);
