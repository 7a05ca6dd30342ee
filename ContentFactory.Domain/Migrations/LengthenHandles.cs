using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

[DbContext(typeof(AppDb)), Migration("20261128000230_long_handles")]
internal sealed class LengthenHandles() : SqlMigration("20261128000230_long_handles");
