using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000050_published_at_index")]
internal sealed class AddPublishedAtIndex() : SqlMigration("20261201000050_published_at_index")
{
    protected override bool InTransaction => false;
}
