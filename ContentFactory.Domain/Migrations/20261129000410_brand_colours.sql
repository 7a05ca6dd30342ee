-- What a company's pictures are drawn in; null takes a pair that we choose by the company.
alter table companies
    add column brand_primary character varying(7),
    add column brand_secondary character varying(7),
    add constraint ck_companies_brand_primary check (brand_primary ~ '^#[0-9a-f]{6}$'),
    add constraint ck_companies_brand_secondary check (brand_secondary ~ '^#[0-9a-f]{6}$');
