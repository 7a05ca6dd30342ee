-- Which state of a publication may follow which: the same table as PublicationTransitions in code (a test tries all pairs).
create function check_publication_move() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from (values
        ('scheduled', 'leased'),
        ('scheduled', 'held'),
        ('scheduled', 'cancelled'),
        ('leased', 'sending'),
        ('leased', 'scheduled'),
        ('leased', 'held'),
        ('leased', 'failed'),
        ('sending', 'accepted'),
        ('sending', 'published'),
        ('sending', 'failed'),
        ('sending', 'unknown'),
        ('sending', 'scheduled'),
        ('accepted', 'published'),
        ('accepted', 'failed'),
        ('accepted', 'unknown'),
        ('published', 'deleted'),
        ('published', 'removed_by_platform'),
        ('failed', 'scheduled'),
        ('failed', 'cancelled'),
        ('unknown', 'published'),
        ('unknown', 'failed'),
        ('unknown', 'scheduled'),
        ('unknown', 'cancelled'),
        ('held', 'scheduled'),
        ('held', 'cancelled')
    ) as allowed (from_state, to_state) where from_state = old.state and to_state = new.state) then
        raise exception 'publication % may not go from % to %', old.id, old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger publication_moves before update of state on publications
    for each row when (old.state is distinct from new.state) execute function check_publication_move();

-- Prices and limits as they start; an admin edits them later. Null is unlimited, or a price by agreement.
insert into plans (id, code, monthly_price, yearly_price, currency, channels, members, posts_per_month, ai_budget_per_month, media_gigabytes, knowledge_rows, documents_per_month, private_channels, position, on_sale) values
    ('019a0000-0000-7000-8000-000000000001', 'free', 0, 0, 'USD', 1, 2, 30, 0.5, 1, 500, 5, 1, 1, true),
    ('019a0000-0000-7000-8000-000000000002', 'single', 9.99, 99.90, 'USD', 1, 3, 150, 3, 5, 5000, 50, 5, 2, true),
    ('019a0000-0000-7000-8000-000000000003', 'double', 19.99, 199.90, 'USD', 2, 5, 300, 6, 10, 10000, 100, 10, 3, true),
    ('019a0000-0000-7000-8000-000000000004', 'growth', 49.99, 499.90, 'USD', 4, 15, 1000, 20, 50, 100000, 500, 50, 4, true),
    ('019a0000-0000-7000-8000-000000000005', 'special', 29.99, 299.90, 'USD', 3, 5, 500, 10, 20, 20000, 200, 20, 5, false),
    ('019a0000-0000-7000-8000-000000000006', 'enterprise', null, null, 'USD', null, null, null, null, null, null, null, null, 6, false);

insert into roles (id, name, normalized_name, concurrency_stamp) values
    ('019a0000-0000-7000-8000-000000000011', 'client', 'CLIENT', '1'),
    ('019a0000-0000-7000-8000-000000000012', 'manager', 'MANAGER', '1'),
    ('019a0000-0000-7000-8000-000000000013', 'admin', 'ADMIN', '1');
