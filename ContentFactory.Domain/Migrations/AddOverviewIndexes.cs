using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261201000220_overview_indexes")]
internal sealed class AddOverviewIndexes() : SqlMigration("20261201000220_overview_indexes");
