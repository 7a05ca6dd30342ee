-- The picture that a company's cards and shorts bear in place of its initials; without the file it is none.
alter table companies add column logo_media_id uuid;
alter table companies add constraint fk_companies_media_items_tenant_id_logo_media_id
    foreign key (tenant_id, logo_media_id) references media_items (tenant_id, id) on delete set null (logo_media_id);
create index ix_companies_tenant_id_logo_media_id on companies (tenant_id, logo_media_id);
