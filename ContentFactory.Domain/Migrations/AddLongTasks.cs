using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261123000001_long_tasks")]
internal sealed class AddLongTasks() : SqlMigration("20261123000001_long_tasks");
