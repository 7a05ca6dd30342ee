-- What work cost. Requests to models write theirs when they are settled, in the same transaction, whoever settles them.
create table expenses (
    tenant_id uuid not null,
    id uuid not null,
    company_id uuid,
    category character varying(40) not null,
    service character varying(150) not null,
    amount numeric(18,8) not null,
    currency character(3) not null,
    post_id uuid,
    day date not null,
    is_estimate boolean not null,
    constraint pk_expenses primary key (tenant_id, id),
    constraint ck_expenses_amount check (amount >= 0),
    constraint ck_expenses_category check (category in ('ai_api', 'hosting', 'proxy', 'video_generation', 'voice_generation', 'storage', 'other')),
    constraint fk_expenses_tenants_tenant_id foreign key (tenant_id) references tenants (id),
    constraint fk_expenses_companies_tenant_id_company_id foreign key (tenant_id, company_id) references companies (tenant_id, id)
);
create unique index ix_expenses_tenant_id_day_company_id_category_service_post_id on expenses (tenant_id, day, company_id, category, service, post_id) nulls not distinct;
create index ix_expenses_tenant_id_company_id on expenses (tenant_id, company_id);
select secure_tenant_tables();
revoke insert, update, delete on expenses from cf_app;

create function keep_ai_expense() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into expenses (tenant_id, id, company_id, category, service, amount, currency, post_id, day, is_estimate)
    values (new.tenant_id, gen_random_uuid(), new.company_id, 'ai_api', new.maker || ' ' || new.model, new.cost, new.currency, new.post_id, (new.at at time zone 'UTC')::date, new.is_estimate)
    on conflict (tenant_id, day, company_id, category, service, post_id) do update
        set amount = expenses.amount + excluded.amount, is_estimate = expenses.is_estimate or excluded.is_estimate;
    return null;
end $$;
alter function keep_ai_expense() owner to cf_system;
revoke execute on function keep_ai_expense() from public;
create trigger expense_kept after update of outcome on ai_requests for each row
    when (old.outcome = 'sending' and new.outcome <> 'sending' and new.cost > 0) execute function keep_ai_expense();
