-- The requests of outside producers: the same one is taken once. Whoever works at one holds its
-- claim; the inbox key stays until the object is gone; an erased avatar's keeps no fingerprint.
create table job_request (
  owner_id    uuid not null,
  request_id  text not null,
  fingerprint text,
  inbox_key   text,
  claim       uuid not null,
  claimed_at  timestamptz not null,
  avatar_id   uuid,
  job_id      uuid,
  accepted_at timestamptz check (accepted_at is null or (avatar_id is not null and job_id is not null)),
  primary key (owner_id, request_id)
);
create index job_request_by_age on job_request (claimed_at);
create index job_request_by_avatar on job_request (avatar_id) where fingerprint is not null;
create index job_request_leftovers on job_request (claimed_at)
  where accepted_at is not null and inbox_key is not null;
create unique index avatar_by_request on avatar (owner_id, request_id) where request_id is not null;
