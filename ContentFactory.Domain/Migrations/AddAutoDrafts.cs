using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000331_auto_drafts")]
internal sealed class AddAutoDrafts() : SqlMigration("20261129000331_auto_drafts");
