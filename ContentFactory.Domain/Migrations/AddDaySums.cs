using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000000_day_sums")]
internal sealed class AddDaySums() : SqlMigration("20261201000000_day_sums");
