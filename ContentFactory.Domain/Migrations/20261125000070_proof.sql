-- When a session's person last proved to be the one; codes of that proof, and codes that prove an address for a login of another service.
ALTER TABLE sessions ADD COLUMN proved_at timestamp with time zone;
ALTER TABLE entry_requests DROP CONSTRAINT ck_entry_requests_kind;
ALTER TABLE entry_requests ADD CONSTRAINT ck_entry_requests_kind CHECK (kind in ('registration', 'reset', 'link', 'proof', 'join'));
