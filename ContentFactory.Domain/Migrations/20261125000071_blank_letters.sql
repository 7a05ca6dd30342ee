-- Codes and links of letters are blanked once they are of no use: when the letter has left or is given up, or when its secret is over.
ALTER TABLE letters ADD COLUMN secret_until timestamp with time zone;
UPDATE letters SET
    subject = regexp_replace(subject, '\m\d{6}\M', '••••••', 'g'),
    text = regexp_replace(regexp_replace(text, 'https?://\S+', '••••••', 'g'), '\m\d{6}\M', '••••••', 'g')
WHERE state in ('sent', 'failed', 'unknown');
UPDATE letters SET secret_until = created_at + interval '15 minutes'
WHERE state in ('due', 'sending') and (text ~ '\m\d{6}\M' or text like '%/sign-in/link/%');
CREATE INDEX ix_letters_secret_until ON letters (secret_until) WHERE secret_until is not null;
