-- How often something was tried in its present window; shared by all nodes, unlogged because a crash may forget it.
CREATE UNLOGGED TABLE attempts (
    name character varying(60) NOT NULL,
    key_hash bytea NOT NULL,
    count integer NOT NULL,
    window_ends_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_attempts PRIMARY KEY (name, key_hash),
    CONSTRAINT ck_attempts_count CHECK (count > 0)
);
CREATE INDEX ix_attempts_window_ends_at ON attempts (window_ends_at);
grant select, insert, update, delete on attempts to cf_system;
