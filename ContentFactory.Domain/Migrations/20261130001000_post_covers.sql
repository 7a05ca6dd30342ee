-- The picture that stands for the video of a post: its own, and that of a network that gets another one.
alter table posts add column cover_media_id uuid;
alter table posts add constraint fk_posts_media_items_tenant_id_cover_media_id
    foreign key (tenant_id, cover_media_id) references media_items (tenant_id, id);
create index ix_posts_tenant_id_cover_media_id on posts (tenant_id, cover_media_id) where cover_media_id is not null;

alter table post_variants add column cover_media_id uuid;
alter table post_variants add constraint fk_post_variants_media_items_tenant_id_cover_media_id
    foreign key (tenant_id, cover_media_id) references media_items (tenant_id, id);
create index ix_post_variants_tenant_id_cover_media_id on post_variants (tenant_id, cover_media_id) where cover_media_id is not null;
