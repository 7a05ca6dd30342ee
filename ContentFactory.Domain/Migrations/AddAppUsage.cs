using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000270_app_usage")]
internal sealed class AddAppUsage() : SqlMigration("20261129000270_app_usage");
