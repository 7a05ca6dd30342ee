-- The mailbox shows the newest letters, and the console of workers counts those of the last day.
create index concurrently ix_letters_created_at on letters (created_at);
