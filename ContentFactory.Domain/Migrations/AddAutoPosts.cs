using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000332_auto_posts")]
internal sealed class AddAutoPosts() : SqlMigration("20261129000332_auto_posts");
