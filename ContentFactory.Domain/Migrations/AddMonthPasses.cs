using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000600_month_passes")]
internal sealed class AddMonthPasses() : SqlMigration("20261202000600_month_passes");
