-- What a prompt for a film and the openings to choose from are, and which texts of networks a person has touched.
alter table posts add column video_prompt text;
alter table posts add column hooks text[] not null default '{}';
alter table posts alter column hooks drop default;
alter table post_variants add column made_by character varying(100);
alter table post_variants add column edited boolean not null default false;
alter table post_variants alter column edited drop default;
alter table post_variants add column outdated boolean not null default false;
alter table post_variants alter column outdated drop default;
