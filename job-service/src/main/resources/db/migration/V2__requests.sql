alter table job
  add column options text,
  add column dry_run boolean not null default false,
  add column request_id text;

-- which part of the work broke
alter table job_attempt add column error_class text;

-- replay looks for them, oldest first
create index job_dead on job (ended_at) where status = 'dead';
