-- Consent says to which policy it was given and when.
alter table avatar add column consent_policy text;
alter table avatar add column consent_at timestamptz;
alter table avatar add column consent_withdrawn_at timestamptz;
update avatar set consent_policy = '1', consent_at = created_at where consent;
alter table avatar drop column consent;
alter table avatar add check ((consent_policy is null) = (consent_at is null));

-- What differs from the preset, JSON; who asked from outside; whether only the verdict is wanted.
alter table avatar add column options text not null default '{}';
alter table avatar add column request_id text;
alter table avatar add column dry_run boolean not null default false;
create index avatar_dry_run on avatar (checked_at) where dry_run;

-- The version that is served, the one ordered last, and the one under way.
alter table avatar add column face_version integer not null default 1;
alter table avatar add column last_version integer not null default 1;
alter table avatar add column regeneration text;
alter table avatar add column regeneration_status text
  check (regeneration_status in ('pending', 'failed'));
alter table avatar add column regeneration_at timestamptz;
alter table avatar add column repaired_at timestamptz;
alter table avatar add check ((regeneration is null) = (regeneration_status is null));
create index avatar_regenerating on avatar (regeneration_status, checked_at)
  where regeneration_status is not null;

create table avatar_version (
  job_id        uuid primary key,
  avatar_id     uuid not null references avatar on delete cascade,
  number        integer not null,
  preset        text not null,
  options       text not null,
  reason        text not null,
  status        text not null,
  created_at    timestamptz not null,
  ended_at      timestamptz,
  quality_score double precision,
  grade         text,
  entry_sha256  text,
  errors        text not null,
  unique (avatar_id, number)
);
insert into avatar_version
  (job_id, avatar_id, number, preset, options, reason, status, created_at, ended_at,
   quality_score, grade, entry_sha256, errors)
select job_id, id, 1, preset, '{}', 'upload', status, created_at,
       case status when 'pending' then null else updated_at end,
       cast(cast(report as jsonb) #>> '{qualityAssessment,overallScore}' as double precision),
       cast(report as jsonb) #>> '{qualityAssessment,qualityGrade}',
       cast(report as jsonb) #>> '{entrySha256}',
       coalesce(cast(cast(error as jsonb) -> 'reasons' as text), '[]')
from avatar;

-- How often the face was read, and when last; how good it is; what it looks like.
alter table avatar add column access_count bigint not null default 0;
alter table avatar add column last_accessed timestamptz;
alter table avatar add column face_quality_score double precision;
alter table avatar add column perceptual_hash bigint;
update avatar set
  face_quality_score =
    cast(cast(report as jsonb) #>> '{qualityAssessment,overallScore}' as double precision)
  where report is not null;

-- Name and tags in lower case, a line each, for the search; tags exactly, by their list.
alter table avatar add column search text not null default '';
update avatar set search = lower(name) || coalesce(
  (select string_agg(E'\n' || lower(tag), '') from jsonb_array_elements_text(cast(tags as jsonb)) tag),
  '');
create index avatar_by_tag on avatar using gin ((cast(tags as jsonb)) jsonb_path_ops);

-- Makes searches over everybody's avatars quick; where Postgres has no trigrams they only scan.
do $$
begin
  create extension if not exists pg_trgm;
  create index avatar_by_search on avatar using gin (search gin_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported
    or undefined_object then
  raise notice 'no trigram index for the search: %', sqlerrm;
end
$$;
