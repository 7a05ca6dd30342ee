-- Text or link per language; what nobody wrote is null.
alter table companies add column privacy_en character varying(20000), add column privacy_ru character varying(20000);

-- What outside systems prove themselves with towards a company. After a rotation the former secret is valid for a while.
CREATE TABLE webhook_secrets (
    tenant_id uuid NOT NULL,
    company_id uuid NOT NULL,
    cipher bytea NOT NULL,
    masked character varying(20) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    former_cipher bytea,
    former_until timestamp with time zone,
    CONSTRAINT pk_webhook_secrets PRIMARY KEY (tenant_id, company_id),
    CONSTRAINT ck_webhook_secrets_former CHECK ((former_cipher is null) = (former_until is null)),
    CONSTRAINT fk_webhook_secrets_companies_tenant_id_company_id FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
select secure_tenant_tables();
