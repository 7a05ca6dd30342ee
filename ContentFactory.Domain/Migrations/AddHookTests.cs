using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261129000380_hook_tests")]
internal sealed class AddHookTests() : SqlMigration("20261129000380_hook_tests");
