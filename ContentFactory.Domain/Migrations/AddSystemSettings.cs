using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261202000630_system_settings")]
internal sealed class AddSystemSettings() : SqlMigration("20261202000630_system_settings");
