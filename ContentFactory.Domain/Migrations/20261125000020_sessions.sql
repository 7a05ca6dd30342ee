-- Who is signed in where. A cookie without a live row here is no session.
CREATE TABLE sessions (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    stamp text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    address character varying(64),
    user_agent character varying(300),
    ended_at timestamp with time zone,
    ended_by character varying(40),
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT ck_sessions_ended_by CHECK (ended_by in ('signed_out', 'person', 'replaced')),
    CONSTRAINT ck_sessions_end CHECK ((ended_at is null) = (ended_by is null)),
    CONSTRAINT fk_sessions_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_sessions_person_id ON sessions (person_id);
CREATE INDEX ix_sessions_last_seen_at ON sessions (last_seen_at);
grant select, insert, update, delete on sessions to cf_system;
