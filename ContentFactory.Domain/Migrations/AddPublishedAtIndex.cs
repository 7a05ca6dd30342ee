using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000050_published_at_index")]
internal sealed class AddPublishedAtIndex() : IndexMigration("20261201000050_published_at_index", "ix_publications_tenant_id_published_at");
