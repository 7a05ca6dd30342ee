-- Codes and links that were asked for by letter; of people, not of tenants.
CREATE TABLE entry_requests (
    id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    address character varying(254) NOT NULL,
    person_id uuid,
    stamp character varying(64),
    secret_hash bytea NOT NULL,
    tries integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    spent_at timestamp with time zone,
    CONSTRAINT pk_entry_requests PRIMARY KEY (id),
    CONSTRAINT ck_entry_requests_kind CHECK (kind in ('registration', 'reset', 'link')),
    CONSTRAINT ck_entry_requests_tries CHECK (tries between 0 and 5),
    CONSTRAINT fk_entry_requests_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_entry_requests_secret_hash ON entry_requests (secret_hash);
CREATE INDEX ix_entry_requests_created_at ON entry_requests (created_at);
CREATE INDEX ix_entry_requests_person_id ON entry_requests (person_id);
grant select, insert, update, delete on entry_requests to cf_system;
