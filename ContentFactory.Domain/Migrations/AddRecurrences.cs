using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000130_recurrences")]
internal sealed class AddRecurrences() : SqlMigration("20261128000130_recurrences");
