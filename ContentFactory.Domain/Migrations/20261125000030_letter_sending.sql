-- Who sends a letter at this moment: a lease and a fence, as for publications.
ALTER TABLE letters ADD COLUMN button character varying(100);
ALTER TABLE letters ADD COLUMN lease_until timestamp with time zone;
ALTER TABLE letters ADD COLUMN fence bigint NOT NULL DEFAULT 0;
UPDATE letters SET state = 'unknown' WHERE state = 'sending';
ALTER TABLE letters ADD CONSTRAINT ck_letters_lease CHECK ((state = 'sending') = (lease_until is not null));
CREATE INDEX ix_letters_lease_until ON letters (lease_until) WHERE state = 'sending';
