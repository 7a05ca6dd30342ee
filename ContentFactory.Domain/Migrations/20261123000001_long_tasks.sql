CREATE TABLE long_tasks (
    tenant_id uuid NOT NULL,
    id uuid NOT NULL,
    kind character varying(60) NOT NULL,
    alone boolean NOT NULL,
    person_id uuid,
    company_id uuid,
    state character varying(40) NOT NULL,
    input jsonb NOT NULL,
    cursor jsonb,
    done integer NOT NULL,
    total integer,
    step_key character varying(100),
    step_args text[] NOT NULL,
    result_key character varying(100),
    result_args text[] NOT NULL,
    link character varying(500),
    problem_key character varying(100),
    problem_args text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    cancel_requested_at timestamp with time zone,
    lease_owner character varying(100),
    lease_until timestamp with time zone,
    heartbeat_at timestamp with time zone,
    fence bigint NOT NULL,
    tries integer NOT NULL,
    CONSTRAINT pk_long_tasks PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_long_tasks_state CHECK (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    CONSTRAINT ck_long_tasks_done CHECK (done >= 0 and (total is null or done <= total)),
    CONSTRAINT ck_long_tasks_finished_at CHECK ((finished_at is not null) = (state in ('done', 'failed', 'cancelled'))),
    CONSTRAINT ck_long_tasks_lease_until CHECK ((lease_until is not null) = (state = 'running') and (state <> 'running' or started_at is not null)),
    CONSTRAINT ck_long_tasks_problem_key CHECK (state <> 'failed' or problem_key is not null),
    CONSTRAINT fk_long_tasks_tenants_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenants (id),
    CONSTRAINT fk_long_tasks_companies_tenant_id_company_id FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE SET NULL (company_id)
);
CREATE INDEX ix_long_tasks_tenant_id_created_at ON long_tasks (tenant_id, created_at);
CREATE INDEX ix_long_tasks_tenant_id_company_id ON long_tasks (tenant_id, company_id);
CREATE UNIQUE INDEX ix_long_tasks_tenant_id_kind ON long_tasks (tenant_id, kind) WHERE alone and state in ('queued', 'running');
CREATE INDEX ix_long_tasks_created_at ON long_tasks (created_at) WHERE state in ('queued', 'running');
CREATE INDEX ix_long_tasks_finished_at ON long_tasks (finished_at) WHERE finished_at is not null;

select secure_tenant_tables();

-- what is owed is not lost: only the upkeep removes, and only what ended
revoke delete on long_tasks from cf_app;
