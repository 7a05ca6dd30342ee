-- Which Telegram account acts as which person, and the codes that link the two. They belong to no tenant.
CREATE TABLE person_telegrams (
    person_id uuid NOT NULL,
    telegram_user_id bigint NOT NULL,
    shown character varying(100) NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_person_telegrams PRIMARY KEY (person_id),
    CONSTRAINT ck_person_telegrams_user CHECK (telegram_user_id > 0),
    CONSTRAINT fk_person_telegrams_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_person_telegrams_telegram_user_id ON person_telegrams (telegram_user_id);
CREATE TABLE telegram_codes (
    person_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_telegram_codes PRIMARY KEY (person_id),
    CONSTRAINT fk_telegram_codes_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ix_telegram_codes_code_hash ON telegram_codes (code_hash);
grant select, insert, update, delete on person_telegrams, telegram_codes to cf_system;
